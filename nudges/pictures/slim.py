"""How a drawn SVG becomes one that a page can hold: small, named, in the page's own colours and letters."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from itertools import groupby
from zlib import crc32

from nudges.pictures.style import DARK, LIGHT, TONES, Palette

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
KEPT = ("d", "x", "y", "stroke-width", "stroke-dasharray", "stroke-linecap", "text-anchor", "font-size", "font-weight")
SHARED = (*KEPT[3:], "fill", "stroke", "class")
USUAL = {"stroke-linecap": "butt", "text-anchor": "start", "stroke-width": "1", "font-weight": "400"}


def slim(
    drawn: str, which: str, said: Mapping[str, str], names: tuple[str, str], palette: Palette, *, alone: bool
) -> str:
    """Return an SVG with its title and description, without metadata, styles, groups or digits that nobody sees."""
    root = ET.fromstring(drawn)  # noqa: S314
    # Two pictures on one page must not share a name, whatever they show.
    prefix = f"{which}-{crc32(drawn.encode()):08x}"
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": _short(root.get("viewBox", "")),
        "class": f"picture {which}",
        "role": "img",
        "aria-labelledby": f"{prefix}-t {prefix}-d",
        "stroke-linejoin": "round",
        "font-family": "system-ui, DejaVu Sans, sans-serif",
    }
    made = ET.Element("svg", attributes)
    ET.SubElement(made, "title", {"id": f"{prefix}-t"}).text = names[0]
    ET.SubElement(made, "desc", {"id": f"{prefix}-d"}).text = names[1]
    if alone:
        ET.SubElement(made, "style").text = style()
    leaves = _leaves(root, "", {}, f"{prefix}-", said, palette)
    for common, each in groupby(leaves, key=_common):
        made.extend(_together(dict(common), list(each)))
    return ET.tostring(made, encoding="unicode").replace(" />", "/>")


def _common(leaf: ET.Element) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in leaf.attrib.items() if name in SHARED)


def _together(common: dict[str, str], leaves: list[ET.Element]) -> list[ET.Element]:
    """Return what is drawn alike as one group that says once how."""
    if len(leaves) < 3:
        return leaves
    group = ET.Element("g", common)
    for each in leaves:
        for name in common:
            del each.attrib[name]
        group.append(each)
    return [group]


def style() -> str:
    """Return the style of a picture that stands alone: light or dark, as the reader's screen is."""
    light, dark = ("".join(_rules(palette)) for palette in (LIGHT, DARK))
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}"


def _rules(palette: Palette) -> Iterator[str]:
    for tone in TONES:
        colour = getattr(palette, tone)
        yield f".picture .f-{tone}{{fill:{colour}}}.picture .s-{tone}{{stroke:{colour}}}"


def _leaves(
    node: ET.Element, key: str, shapes: dict[str, str], prefix: str, said: Mapping[str, str], palette: Palette
) -> Iterator[ET.Element]:
    """Yield what is drawn, without the groups around it; `key` is the group's name, by which texts are known."""
    for each in node:
        tag = each.tag.removeprefix(SVG)
        if tag in {"g", "defs"}:
            inner = each.get("id", key)
            if tag == "defs":
                yield from _defined(each, shapes, prefix)
            else:
                yield from _leaves(each, inner, shapes, prefix, said, palette)
        elif tag in {"path", "use", "text"}:
            found = ET.Element(tag, _attributes(each, palette))
            if tag == "text":
                found.text = said.get(key, each.text or "")
            if tag == "use":
                found.set("href", "#" + shapes[each.get(LINK, "#")[1:]])
            yield found


def _defined(defs: ET.Element, shapes: dict[str, str], prefix: str) -> Iterator[ET.Element]:
    made = ET.Element("defs")
    for path in defs.iter(f"{SVG}path"):
        if path.get("id"):
            name = shapes.setdefault(path.get("id", ""), f"{prefix}{len(shapes)}")
            made.append(ET.Element("path", {"id": name, "d": _short(path.get("d", ""))}))
    if len(made):
        yield made


def _attributes(drawn: ET.Element, palette: Palette) -> dict[str, str]:
    """Return what matters of an element: a colour as an attribute, and as a class that a page may recolour."""
    style = dict(part.split(": ", 1) for part in drawn.get("style", "").split("; ") if ": " in part)
    every = {**drawn.attrib, **style}
    found = {name: _short(every[name].removesuffix("px")) for name in KEPT if name in every}
    found = {name: value for name, value in found.items() if USUAL.get(name) != value}
    classes = []
    for part, short in (("fill", "f"), ("stroke", "s")):
        colour = every.get(part)
        if colour is None:
            continue
        tone = palette.name_of(colour)
        found[part] = colour
        classes += [f"{short}-{tone}"] if tone else []
    return found | ({"class": " ".join(classes)} if classes else {})


def _short(numbers: str) -> str:
    """Return a path or a number with one digit after the point."""
    one = re.sub(r"-?\d+\.\d+(?:e-\d+)?", lambda found: _digit(float(found[0])), numbers)
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", one).strip() if re.match(r"M", one) else one.strip()


def _digit(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0").replace("-0.0", "0")

"""What a text costs, and that folding keeps it cheap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.core.sms import Encoding, fold, measure

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
FLAG = "🇺🇸"


@pytest.mark.parametrize(
    ("text", "encoding", "characters", "segments"),
    [
        ("", "GSM-7", 0, 1),
        ("a", "GSM-7", 1, 1),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 306, 3),
        ("é ñ ü ¿ ¡", "GSM-7", 9, 1),
        ("á", "UCS-2", 1, 1),
        ("á" * 70, "UCS-2", 70, 1),
        ("á" * 71, "UCS-2", 71, 2),
        ("á" * 134, "UCS-2", 134, 2),
        ("á" * 135, "UCS-2", 135, 3),
        ("[" * 35 + "á" * 35, "UCS-2", 70, 1),
        ("😀", "UCS-2", 2, 1),
        ("á" * 66 + "😀" + "á" * 66, "UCS-2", 134, 3),
        ("á" * 60 + FAMILY + "á" * 4, "UCS-2", 75, 2),
        ("á" * 64 + FLAG + "á" * 66, "UCS-2", 134, 3),
        ("á" * 66 + "x\u0302" + "á" * 66, "UCS-2", 134, 3),
        ("line\r\nline", "GSM-7", 10, 1),
        ("“Well…” — it’s `fine`", "GSM-7", 23, 1),
        ("a\tb\u00a0c", "GSM-7", 5, 1),
        ("e\u0301", "GSM-7", 1, 1),
    ],
)
def test_a_text_costs_what_the_provider_bills(text: str, encoding: str, characters: int, segments: int) -> None:
    found = measure(text)
    assert (found.encoding, found.characters, found.segments) == (encoding, characters, segments)


def test_a_leaf_makes_a_nudge_of_85_cost_two() -> None:
    assert measure("a" * 85).segments == 1
    assert measure("a" * 85 + "🌿").segments == 2


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Hi”", '"Hi"'),
        ("don’t", "don't"),
        ("a–b—c", "a-b-c"),
        ("wait…", "wait..."),
        ("a\u00a0b\tc", "a b c"),
        ("`x´", "'x'"),
        ("cafe\u0301", "café"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_look_alikes_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_no_text_raises_and_folding_twice_changes_nothing(text: str) -> None:
    found = measure(text)
    assert fold(found.folded) == found.folded
    assert found.segments >= 1
    assert found.encoding in Encoding


@given(st.text(min_size=1, max_size=300))
def test_segments_are_never_fewer_than_the_units_need(text: str) -> None:
    found = measure(text)
    alone, joined = (160, 153) if found.encoding == Encoding.GSM_7 else (70, 67)
    assert found.segments >= (min(found.characters, 1) if found.characters <= alone else -(-found.characters // joined))

"""What a page looks like, and what it may do."""

from secrets import token_urlsafe

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from starlette.responses import HTMLResponse

from nudges.library import shipped

MAY = (
    "default-src 'none'; connect-src 'self'; img-src 'self' data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; style-src 'nonce-{nonce}'"
)


class Pages:
    """The pages that ship, filled in; whatever is put in is text and never markup."""

    def __init__(self, nonce: str | None = None) -> None:
        """Read the pages; with a `nonce` the same page has the same bytes each time, as a file needs it."""
        self._nonce = nonce
        self._templates = SandboxedEnvironment(
            loader=FileSystemLoader(shipped() / "templates" / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def show(
        self, name: str, places: dict[str, object], *, scripts: bool = False, status: int = 200
    ) -> HTMLResponse:  # fmt: skip
        """Return a page. Its own style applies, with `scripts` its own script runs, and nothing from anywhere else."""
        nonce = self._nonce or token_urlsafe(16)
        page = self._templates.get_template(name).render(nonce=nonce, **places)
        may = MAY + ("; script-src 'nonce-{nonce}'" if scripts else "")
        return HTMLResponse(page, status, headers={"content-security-policy": may.format(nonce=nonce)})

    def part(self, name: str, places: dict[str, object]) -> str:
        """Return a part of a page, for a page that is open already."""
        return self._templates.get_template(name).render(**places)

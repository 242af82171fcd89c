"""What one sees where there is nothing."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from nudges.web.doors import CAREFUL
from nudges.web.pages import Pages

NOTHING = "Nothing has this address."


class Lost:
    """Answers to requests that cannot be met: a small page where nothing was found, else a sentence."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def not_found(self, _: Request, error: Exception) -> Response:
        """Show that there is nothing, and the ways on."""
        assert isinstance(error, HTTPException)
        told = NOTHING if error.detail == "Not Found" else sentence(error.detail)
        return self._pages.show("lost.html", {"told": told}, status=404)

    def refused(self, _: Request, error: Exception) -> Response:
        """Answer what cannot be had with a sentence."""
        assert isinstance(error, HTTPException)
        return PlainTextResponse(f"{error.detail}\n", error.status_code, headers=error.headers)

    def broken(self, _: Request, __: Exception) -> Response:
        """Answer a mistake of ours, and tell nothing about it."""
        return PlainTextResponse("Something went wrong here; the log has it.\n", 500, headers=CAREFUL)


def sentence(text: str) -> str:
    """Return a text as a sentence.

    >>> sentence("there is no page 'replys'; try replies")
    "There is no page 'replys'; try replies."
    """
    return f"{text[:1].upper()}{text[1:]}."

"""What the manual says, in the browser."""

from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nudges.core.problem import Problem
from nudges.library.manual import page, pages
from nudges.web.pages import Pages


class Manual:
    """The pages of `nudges help`, with links."""

    def __init__(self, shown: Pages) -> None:
        self._shown = shown
        self._reader = MarkdownIt("commonmark", {"html": False}).enable("table")

    def routes(self) -> list[Route]:
        """Return the doors."""
        return [Route("/help", self.contents), Route("/help/{page}", self.page)]

    def contents(self, _: Request) -> Response:
        """Show which pages there are."""
        return self._shown.show("contents.html", {"pages": list(pages().values())})

    def page(self, request: Request) -> Response:
        """Show one page."""
        try:
            found = page(request.path_params["page"].removesuffix(".md"))
        except Problem as problem:
            raise HTTPException(404, str(problem)) from None
        text = Markup(self._reader.render(found.text))  # noqa: S704  it is ours, and holds no markup of its own
        return self._shown.show("help.html", {"title": found.title, "text": text, "pages": list(pages().values())})

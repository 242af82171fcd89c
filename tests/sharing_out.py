"""Which tests are run by one worker, one after the other."""

from pathlib import Path

from xdist.scheduler.loadscope import LoadScopeScheduling

TOGETHER = {
    "test_browser.py": "phone in a browser",
    "test_operator_in_browser.py": "operator in a browser",
    "test_report_in_browser.py": "report in a browser",
    "test_sheet_printed.py": "report in a browser",
    "test_serve.py": "serve",
    "test_wheel.py": "wheel",
    "test_postgres_tables.py": "tables",
    "test_conversations.py": "prism",
    "test_it_notices.py": "prism",
    "test_our_language.py": "prism",
}
"""Files whose tests share a costly beginning, such as a browser: each group is run by one worker."""


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """Give out single tests, and whole groups where there is one.

    The marks of pytest-xdist would say the same, but they have no effect with pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def group_of(nodeid: str) -> str:
    """Return the group of a test; most are alone in theirs.

    >>> group_of("tests/test_wheel.py::test_one") == group_of("tests/test_wheel.py::test_another")
    True
    >>> group_of("tests/test_found.py::test_one")
    'tests/test_found.py::test_one'
    """
    return TOGETHER.get(Path(nodeid.partition("::")[0]).name, nodeid)

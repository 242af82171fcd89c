"""Which addresses may be told of events."""

import ipaddress
from urllib.parse import urlsplit

from nudges.core.problem import Problem
from nudges.library.wording import slug_of

EXAMPLE = "write it like https://nudges.example.org/told"
AT_HOME = (".local", ".lan", ".home", ".internal", ".home.arpa", ".localhost")
"""How names end that nobody outside can look up."""


def address(text: str) -> str:
    """Return an address that events may go to, or raise Problem.

    One at home may be plain http; over the open net nothing of anybody goes unencrypted.
    """
    url = text.strip()
    try:
        parts = urlsplit(url)
        _ = parts.port  # asked for because this is what complains about one that is no number
    except ValueError:
        raise Problem(f"'{text}' is not an address", hint=EXAMPLE) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or not url.isascii() or not url.isprintable():
        raise Problem(f"'{text}' is not an address", hint=EXAMPLE)
    if " " in url or parts.fragment:
        raise Problem(f"'{text}' is not an address", hint=EXAMPLE)
    if parts.username is not None:
        raise Problem("an address with a user or a password is not kept", hint="each event is signed; check that")
    if parts.scheme == "http" and not is_at_home(parts.hostname):
        raise Problem(f"'{parts.hostname}' is not at home, and http is not encrypted", hint="use https")
    return url


def is_at_home(host: str) -> bool:
    """Whether a host is on this machine or in its own net.

    >>> is_at_home("homeassistant.local"), is_at_home("192.168.1.20"), is_at_home("example.org")
    (True, True, False)
    """
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(AT_HOME)
    return found.is_private or found.is_loopback or found.is_link_local


def name_of(url: str) -> str:
    """Return what an address is called unless somebody says so.

    >>> name_of("https://n8n.example.org/webhook/1")
    'n8n-example-org'
    """
    return slug_of(urlsplit(url).hostname or "") or "hook"


def shown(url: str) -> str:
    """Return an address as people may see it: its path may be what opens it.

    >>> shown("http://homeassistant.local:8123/api/webhook/secret")
    'http://homeassistant.local:8123/...'
    """
    parts = urlsplit(url)
    rest = "/..." if parts.path.strip("/") or parts.query else ""
    return f"{parts.scheme}://{parts.netloc}{rest}"

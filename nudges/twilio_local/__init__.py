"""A Twilio on this machine, for tests and for development: it behaves as Twilio does, and fails when asked to.

>>> with running() as twilio:
...     client = twilio.url  # the address of its API; twilio.account has the SID and the token
"""

from nudges.twilio_local.account import NUMBER, POOLED, Account
from nudges.twilio_local.course import Speed
from nudges.twilio_local.faults import Fault, Faults, On, Rule
from nudges.twilio_local.running import LocalTwilio, running, serve
from nudges.twilio_local.text import Text
from nudges.twilio_local.words import Status

__all__ = [
    "NUMBER",
    "POOLED",
    "Account",
    "Fault",
    "Faults",
    "LocalTwilio",
    "On",
    "Rule",
    "Speed",
    "Status",
    "Text",
    "running",
    "serve",
]

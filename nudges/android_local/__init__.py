"""A phone with the app SMS Gateway on it, on this machine and without a SIM card, for tests and development.

It is written from the app's source, apart from our gateway, and imports nothing of it.
"""

from nudges.android_local.faults import Fault
from nudges.android_local.phone import AndroidPhone
from nudges.android_local.radio import Ending
from nudges.android_local.server import serve, serving

__all__ = ["AndroidPhone", "Ending", "Fault", "serve", "serving"]

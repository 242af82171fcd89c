"""When a plan is due: a phrase people can read, and the moments at which it fires."""

from nudges.core.when.fires import fires, first_fire
from nudges.core.when.phrase import When, parse_when

__all__ = ["When", "fires", "first_fire", "parse_when"]

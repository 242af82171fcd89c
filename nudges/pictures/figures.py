"""Which figures there are; each draws onto a board and returns where it ends."""

from collections.abc import Callable

from nudges.core.looked import LookBack
from nudges.pictures import calendar, ratings, strength, weeks, year
from nudges.pictures.board import Board, Place
from nudges.pictures.words import Words

FIGURES: dict[str, Callable[[Board, LookBack, Words, Place, float], float]] = {
    "calendar": calendar.draw,
    "strength": strength.draw,
    "ratings": ratings.draw,
    "weeks": weeks.draw,
    "year": year.draw,
}

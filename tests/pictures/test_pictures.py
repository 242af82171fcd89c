"""Pictures are small, the same each time, and say what they show."""

from nudges import pictures
from tests.pictures.weeks import ENGLISH, look


def test_a_picture_for_a_phone_is_a_png_of_a_phones_width() -> None:
    made = pictures.png(look(), ENGLISH)
    assert made.startswith(b"\x89PNG")
    assert int.from_bytes(made[16:20], "big") == 1080
    assert len(made) <= pictures.LARGEST

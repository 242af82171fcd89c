"""Where someone is, by text: what is certain is taken, what is not is asked, and nothing is guessed."""

from datetime import timedelta

import pytest

from nudges.core import cities, place_names
from nudges.core.book import Book
from nudges.core.change import record
from nudges.core.facts import Asked, Consented, Fact, Moved, Paused, Queued, Stopped
from nudges.core.inbound import Inbound
from nudges.core.respond import receive
from nudges.core.understanding import understand
from nudges.core.words import Intent
from nudges.library import load, places
from tests.samples import MONDAY, NEW_YORK, book

WORDS = load().words

ORDERS = """
TZ Lisbon                              | lisbon
tz: Lisbon                             | lisbon
TZ = CDMX                              | cdmx
tz nyc                                 | nyc
TZ EST                                 | est
TZ America/New_York                    | america/new_york
timezone Tokyo                         | tokyo
time zone: new york                    | new york
my time zone is Tokyo                  | tokyo
My timezone is now Tokyo!              | tokyo
set my time zone to Paris, France      | paris, france
change tz to london please             | london
zona horaria Bogotá                    | bogotá
mi zona horaria es Ciudad de México    | ciudad de méxico
cambia mi zona horaria a Madrid        | madrid
I'm in Madrid now                      | madrid
I am in Tokyo this week                | tokyo
estoy en Lima ahora                    | lima
"""

NO_ORDERS = """
I'm in a meeting now
I'm in bed now
I'm in Madrid
I'm in pain now
I'm in East now
I'm in Central now
I was in Madrid this week
Madrid
madrid is nice now
what time zone am i in?
different time zones are hard on us
she lives in another time zone
time zone differences make it so hard to call her every week
zona de confort
in my comfort zone now
estoy en una reunión ahora
estoy en casa ahora
"""

FOUND = """
lisbon              | Europe/Lisbon
LISBON              | Europe/Lisbon
america/new_york    | America/New_York
New York            | America/New_York
nyc                 | America/New_York
eastern time        | America/New_York
Paris, France       | Europe/Paris
Port-au-Prince      | America/Port-au-Prince
St. John's          | America/St_Johns
bogotá              | America/Bogota
cdmx                | America/Mexico_City
Mexico City         | America/Mexico_City
ciudad de méxico    | America/Mexico_City
tokio               | Asia/Tokyo
Japan               | Asia/Tokyo
Germany             | Europe/Berlin
Norway              | Europe/Oslo
Argentina           | America/Argentina/Buenos_Aires
UK                  | Europe/London
indianapolis        | America/Indiana/Indianapolis
knox                | America/Indiana/Knox
UTC                 | UTC
Portugal            | Europe/Lisbon Atlantic/Azores
España              | Europe/Madrid Atlantic/Canary
indiana             | America/Indiana/Indianapolis America/Indiana/Knox
EST                 | America/New_York America/Panama America/Toronto
ist                 | Asia/Kolkata Asia/Jerusalem Europe/Dublin
east                |
GMT+2               |
UTC-5               |
xyzzy               |
Lisbin              |
Europe              |
"""


def rows(table: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|", 1)] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "zone"), rows(ORDERS))
def test_a_zone_is_heard_with_the_words_for_it(text: str, zone: str) -> None:
    found = understand(text)
    assert (found.intent, found.value.zone) == (Intent.ZONE, zone)


@pytest.mark.parametrize("text", NO_ORDERS.strip().splitlines())
def test_what_is_only_about_places_moves_nobody(text: str) -> None:
    assert understand(text).intent is not Intent.ZONE


@pytest.mark.parametrize(("text", "zones"), rows(FOUND))
def test_a_place_is_found_by_what_people_call_it(text: str, zones: str) -> None:
    assert cities.find(text, MONDAY) == zones.split()


def test_every_zone_that_is_named_here_exists() -> None:
    rows = [*place_names.SHORT.strip().splitlines(), *place_names.ALSO.strip().splitlines()]
    assert all(cities.named(row.partition(":")[0].split()[0]) for row in rows)
    for row in place_names.SHORT.strip().splitlines():
        assert all(zone == "UTC" or cities.named(zone) == [zone] for zone in row.partition(": ")[2].split())


def test_every_row_of_other_names_leads_to_its_zone() -> None:
    for row in place_names.ALSO.strip().splitlines():
        zone, _, names = row.partition(": ")
        for name in names.split(", "):
            assert zone in cities.named(name), name


def test_a_country_with_more_clocks_than_a_digit_can_choose_is_too_many() -> None:
    assert len(cities.find("Russia", MONDAY)) > cities.MOST


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2", "America/Indiana/Knox"),
        ("2.", "America/Indiana/Knox"),
        ("the 2 please", "America/Indiana/Knox"),
        ("knox", "America/Indiana/Knox"),
        ("Indianapolis", "America/Indiana/Indianapolis"),
        ("3", None),
        ("0", None),
        ("12", None),
        ("done", None),
        ("2 of them", None),
    ],
)
def test_a_choice_is_a_number_or_a_name_of_the_list(text: str, zone: str | None) -> None:
    assert cities.choose(text, ["America/Indiana/Indianapolis", "America/Indiana/Knox"]) == zone


class Talk:
    """A book that texts are said to, one a minute."""

    def __init__(self, *facts: Fact, made: Book | None = None) -> None:
        self.book, self.now, self.turn = (made or book()).add(*facts), MONDAY, 0

    def say(self, text: str, after: timedelta = timedelta(minutes=1)) -> list[Fact]:
        self.turn += 1
        self.now += after
        facts = receive(self.book, Inbound(id=f"r{self.turn}", phone="+1", text=text), WORDS, self.now)
        self.book = record(self.book, facts, WORDS.ready)
        return facts

    def hear(self, text: str, after: timedelta = timedelta(minutes=1)) -> str:
        return next((fact.text for fact in self.say(text, after) if isinstance(fact, Queued)), "")

    @property
    def zone(self) -> str:
        return self.book.person.zone_at(self.now).key


def test_a_certain_place_moves_and_the_answer_says_the_time_there() -> None:
    talk = Talk()
    assert "13:01 in Lisbon" in talk.hear("TZ Lisbon")
    assert talk.zone == "Europe/Lisbon"
    assert talk.book.person.zone == NEW_YORK, "where they were before stays known"


def test_the_zone_in_which_they_are_already_is_said_and_not_recorded() -> None:
    facts = Talk().say("TZ New York")
    assert not any(isinstance(fact, Moved) for fact in facts)
    assert any(isinstance(fact, Queued) and "8:01 in New York" in fact.text for fact in facts)


def test_several_places_are_asked_and_a_number_chooses() -> None:
    talk = Talk()
    assert "1 Indianapolis, 2 Knox" in talk.hear("TZ Indiana")
    assert talk.zone == "America/New_York"
    assert "7:02 in Knox" in talk.hear("2")
    assert talk.zone == "America/Indiana/Knox"


def test_a_name_that_is_nearly_known_is_asked_and_never_taken() -> None:
    talk = Talk()
    assert "1 Lisbon" in talk.hear("TZ Lisbin")
    assert talk.zone == "America/New_York"
    talk.say("lisbon")
    assert talk.zone == "Europe/Lisbon"


@pytest.mark.parametrize("text", ["TZ", "TZ xyzzy", "TZ Russia", "TZ GMT+2", "time zone Narnia Land"])
def test_a_place_that_is_not_known_is_met_with_what_to_try(text: str) -> None:
    talk = Talk()
    assert "TZ MADRID" in talk.hear(text)
    assert talk.zone == "America/New_York"


@pytest.mark.parametrize("between", ["done", "i want to die", "5", "thanks", "status"])
def test_any_other_word_ends_the_question(between: str) -> None:
    talk = Talk()
    talk.say("TZ Indiana")
    talk.say(between)
    talk.say("2")
    assert talk.zone == "America/New_York"


def test_a_stop_after_the_question_stops() -> None:
    talk = Talk()
    talk.say("TZ Indiana")
    assert any(isinstance(fact, Stopped) for fact in talk.say("STOP"))


def test_a_day_later_a_number_is_a_number_again() -> None:
    talk = Talk()
    asked = talk.say("TZ Indiana")
    assert any(isinstance(fact, Asked) for fact in asked)
    talk.say("2", timedelta(hours=24))
    assert talk.zone == "America/New_York"


def test_it_works_in_a_pause_and_not_after_a_stop_or_before_consent() -> None:
    paused = Talk(Paused(at=MONDAY, until=MONDAY + timedelta(days=9)))
    paused.say("TZ Lisbon")
    assert paused.zone == "Europe/Lisbon"
    stopped = Talk(Stopped(at=MONDAY, how="by text"))
    assert stopped.hear("TZ Lisbon") == ""
    assert stopped.zone == "America/New_York"
    fresh = Book(book().person, book().plans)
    assert not any(isinstance(fact, Consented) for fact in fresh.facts)
    asked = Talk(made=fresh)
    assert asked.hear("TZ Lisbon") == ""
    assert asked.zone == "America/New_York"


def test_the_command_line_finds_the_same_places_and_asks_where_there_are_several() -> None:
    assert places.zone("nyc").key == "America/New_York"
    assert places.zone("Indianapolis").key == "America/Indiana/Indianapolis"
    with pytest.raises(Exception, match="more than one time zone; try America/New_York or"):
        places.zone("estados unidos")

"""What a phrase says, and what is said about one that says nothing."""

# ruff: noqa: E501 - a table has a row a line

import pytest

from nudges.core.problem import Problem
from nudges.core.when import parse_when
from nudges.core.when.mistakes import Misread
from tests.core.when.tables import rows

ENGLISH = """
    daily at 8:30                          | daily at 8:30
    Every Day at 8:30                      | daily at 8:30
    weekdays at 08:05                      | weekdays at 8:05
    WEEKENDS AT NOON                       | weekends at 12:00
    mon, wed and fri at 8:30               | mon, wed and fri at 8:30
    mon,wed,fri at 8:30                    | mon, wed and fri at 8:30
    fri and mon at 7pm                     | mon and fri at 19:00
    every tuesday at 12am                  | tue at 0:00
    every week on tue at 9:00              | tue at 9:00
    sundays and saturday at 9:00           | weekends at 9:00
    mon, tue, wed, thu, fri at 6:15 p.m.   | weekdays at 18:15
    thurs at 9:00                          | thu at 9:00
    daily at 20:00, 8:00 and 13:00         | daily at 8:00, 13:00 and 20:00
    weekdays 8:30                          | weekdays at 8:30
    mon wed fri at 8:30                    | mon, wed and fri at 8:30
    mon-fri at 7pm                         | weekdays at 19:00
    Friday to Monday at 9:00               | mon, fri, sat and sun at 9:00
    Tuesdays & Thursdays at 8:30 pm        | tue and thu at 20:30
    mon-wed and sat 9:00 21:00             | mon, tue, wed and sat at 9:00 and 21:00
    daily at 8:00 and 8:00                 | daily at 8:00
    every other saturday at 10:00          | every other week on sat at 10:00
    every other week on thu and mon at 9:00 | every other week on mon and thu at 9:00
    every 2 weeks on sat at 9:00           | every other week on sat at 9:00
    every three weeks on weekdays at 9:00  | every 3 weeks on weekdays at 9:00
    every 1 weeks on mon at 9:00           | mon at 9:00
    every other day at 9:00                | every other day at 9:00
    every 2 days at 9:00                   | every other day at 9:00
    every 3 days at 9:00                   | every 3 days at 9:00
    every 1 days at 9:00                   | daily at 9:00
    the 15th and 1st at 9:00               | the 1st and 15th at 9:00
    the 1st and the 15th of the month 9:00 | the 1st and 15th at 9:00
    the 31st at 9:00                       | the 31st at 9:00
    the first monday of the month at 9:00  | the first monday of the month at 9:00
    the 1st monday at 9:00                 | the first monday of the month at 9:00
    the last and first friday at 9:00      | the first and last friday of the month at 9:00
    the fifth sunday of each month at 9:00 | the fifth sunday of the month at 9:00
    the last day of the month at 18:00     | the last day of the month at 18:00
    the 1st and last day of the month 9:00 | the 1st and last day of the month at 9:00
    once on 2027-01-15 at 9:00             | once on 2027-01-15 at 9:00
    on 2027-2-10 at 9:00                   | once on 2027-02-10 at 9:00
    weekdays between 18:00 and 21:00       | weekdays between 18:00 and 21:00
    daily once between 9am and noon        | daily between 9:00 and 12:00
    daily 2 times between 9:00 and 21:00 at least 3 hours apart | daily 2 times between 9:00 and 21:00 at least 3 hours apart
    daily twice between 9:00 and 24:00 at least 90 minutes apart | daily 2 times between 9:00 and 24:00 at least 90 minutes apart
    daily between 9:00 and 10:00 at least 5 minutes apart | daily between 9:00 and 10:00
    once on 2027-01-15 between 9:00 and 12:00 | once on 2027-01-15 between 9:00 and 12:00
    3 times a week at 19:00                | 3 times a week at 19:00
    3 times per week between 17:00 and 20:00 | 3 times a week between 17:00 and 20:00
    once a week at 9:00                    | once a week at 9:00
    2 times a week at 9:00                 | twice a week at 9:00
    daily at 9:00 until 2027-03-01 from 2027-01-04 | daily at 9:00 from 2027-01-04 until 2027-03-01
    daily at 9:00 for 8 weeks              | daily at 9:00 for 8 weeks
    daily at 9:00 for 1 month from 2027-01-04 | daily at 9:00 from 2027-01-04 for 1 month
    daily at 9:00 except on 24 dec         | daily at 9:00 except on 24 dec
    daily at 9:00 except december 24 and 2027-01-05 | daily at 9:00 except on 24 dec and 2027-01-05
    daily at 9:00 except on 20 dec to 3 jan, 1 may & 2027-01-05 - 2027-01-07 | daily at 9:00 except on 20 dec to 3 jan, 1 may and 2027-01-05 to 2027-01-07
    daily at 9:00 except on 24 dec, 24 dec | daily at 9:00 except on 24 dec
    daily at 9:00 except public holidays   | daily at 9:00 not on public holidays
    daily at 9:00 not on holidays until 2027-03-01 | daily at 9:00 until 2027-03-01 not on public holidays
    3 days before 2027-02-10 at 18:00      | 3 days before 2027-02-10 at 18:00
    1 week after 2027-02-10 at 18:00       | 1 week after 2027-02-10 at 18:00
    CRON:  30 8  * * 1-5                   | cron: 30 8 * * 1-5
    cron: 0 9 * jan mon                    | cron: 0 9 * JAN MON
    cron: 0 30 8 * * 1-5                   | cron: 0 30 8 * * 1-5
    rrule: freq=weekly;byday=mo            | rrule: FREQ=WEEKLY;BYDAY=MO
    RRULE:DTSTART:20270101T090000   RRULE:FREQ=DAILY;COUNT=3 | rrule: DTSTART:20270101T090000 RRULE:FREQ=DAILY;COUNT=3
    after done of breathing                | after done of breathing
    after breathing is done                | after done of breathing
    after partly of breathing              | after partly of breathing
    after skip of three-breaths            | after skipped of three-breaths
    20 minutes after done of breathing     | 20 minutes after done of breathing
    after 2 unanswered of breathing        | after 2 unanswered of breathing
    when stress >= 7                       | when stress >= 7
    after stress>=7                        | when stress >= 7
    when stress ≤ 3                        | when stress <= 3
    120 minutes after stress = 7           | 2 hours after stress = 7
    1 day after stress > 7                 | 1 day after stress > 7
    on event gym.left                      | on event gym.left
    after event gym.left                   | on event gym.left
    20 minutes after on event gym.left     | 20 minutes after event gym.left
    on event gym.left at most once a day   | on event gym.left
    on event gym.left at most twice a day  | on event gym.left at most 2 times a day
    when stress < 7 until 2027-01-01 at most once a week | when stress < 7 at most once a week until 2027-01-01
"""

SPANISH = """
    cada día a las 8:30                        | daily at 8:30
    Todos los días a las 8:30, 13:00 y 20:00   | daily at 8:30, 13:00 and 20:00
    diario 8:30                                | daily at 8:30
    entre semana a las 8:30                    | weekdays at 8:30
    días laborables al mediodía                | weekdays at 12:00
    fines de semana a las 10am                 | weekends at 10:00
    lunes, miércoles y viernes a las 19:00     | mon, wed and fri at 19:00
    los lunes y los jueves a las 7pm           | mon and thu at 19:00
    de lunes a viernes a las 9:00              | weekdays at 9:00
    cada sábado a la 1pm                       | sat at 13:00
    cada dos sábados a las 10:00               | every other week on sat at 10:00
    cada 2 semanas el lunes y jueves a las 9:00 | every other week on mon and thu at 9:00
    cada tres días a las 9:00                  | every 3 days at 9:00
    el 1 y el 15 a las 9:00                    | the 1st and 15th at 9:00
    el primer lunes del mes a las 9:00         | the first monday of the month at 9:00
    el último viernes de cada mes a las 9:00   | the last friday of the month at 9:00
    el último día del mes a las 18:00          | the last day of the month at 18:00
    una vez el 2027-01-15 a las 9:00           | once on 2027-01-15 at 9:00
    el 2027-02-10 a las 9:00                   | once on 2027-02-10 at 9:00
    entre semana entre las 18:00 y las 21:00   | weekdays between 18:00 and 21:00
    cada día 2 veces entre las 9:00 y las 21:00 con al menos 3 horas de separación | daily 2 times between 9:00 and 21:00 at least 3 hours apart
    3 veces por semana a las 19:00             | 3 times a week at 19:00
    una vez a la semana a las 9:00             | once a week at 9:00
    cada día a las 9:00 desde el 2027-01-04 hasta el 2027-03-01 | daily at 9:00 from 2027-01-04 until 2027-03-01
    cada día a las 9:00 durante 8 semanas      | daily at 9:00 for 8 weeks
    cada día a las 9:00 excepto el 24 de diciembre y del 1 de enero al 6 de enero | daily at 9:00 except on 24 dec and 1 jan to 6 jan
    cada día a las 9:00 no en festivos         | daily at 9:00 not on public holidays
    cada día a las 9:00 excepto festivos       | daily at 9:00 not on public holidays
    3 días antes del 2027-02-10 a las 18:00    | 3 days before 2027-02-10 at 18:00
    1 semana después del 2027-02-10 a las 18:00 | 1 week after 2027-02-10 at 18:00
    20 minutos después de hecho de respirar    | 20 minutes after done of respirar
    tras a medias de respirar                  | after partly of respirar
    tras 2 sin respuesta de respirar           | after 2 unanswered of respirar
    cuando estres >= 7 como mucho una vez por semana | when estres >= 7 at most once a week
    2 horas después de estres >= 7             | 2 hours after estres >= 7
    al evento gym.left como mucho 2 veces al día | on event gym.left at most 2 times a day
"""

MISTAKES = """
    wekdays at 8:30       | 'wekdays at 8:30' is not a schedule (stuck at 'wekdays', where days such as 'weekdays' could stand); try 'weekdays at 8:30'
    daily at 8            | 'daily at 8' is not a schedule (stuck at '8', where a time such as 8:30 could stand); try 'daily at 8:00'
    weekdays              | 'weekdays' is not a schedule (it ends too early, a time such as 8:30 could follow); try a phrase such as
    daily at 25:00        | 'daily at 25:00': 25:00 is not a time; times go from 0:00 to 23:59
    daily at 24:00        | 'daily at 24:00': 24:00 is not a time; times go from 0:00 to 23:59
    daily at 8:60         | 'daily at 8:60': 8:60 is not a time; times go from 0:00 to 23:59
    daily at 13pm         | 'daily at 13pm': 13pm is not a time; hours with am or pm go from 1 to 12
    moonday at 8:00       | 'moonday at 8:00' is not a schedule (stuck at 'moonday', where days such as 'weekdays' could stand); try 'mon at 8:00'
    lunez a las 8:00      | 'lunez a las 8:00' is not a schedule (stuck at 'lunez', where days such as 'weekdays' could stand); try 'mon at 8:00'
    daily at 8:30 sharp   | 'daily at 8:30 sharp' is not a schedule (stuck at 'sharp', where a limit such as 'until 2027-03-01' could stand)
    510                   | '510' is not a schedule (it ends too early
    when stress           | 'when stress' is not a schedule (stuck at 'stress', where an answer such as 'stress >= 7' could stand)
    after done of         | 'after done of' is not a schedule (it ends too early, the name of a plan could follow)
    3 days before monday at 9:00 | '3 days before monday at 9:00' is not a schedule (stuck at 'monday', where a date such as 2027-01-15 could stand)
    every other wek on mon at 9:00 | 'every other wek on mon at 9:00' is not a schedule (stuck at 'wek', where days such as 'weekdays' could stand); try 'every other week on mon at 9:00'
    daily betwen 18:00 and 21:00 | 'daily betwen 18:00 and 21:00' is not a schedule (stuck at 'betwen', where a time such as 8:30 could stand); try 'daily between 18:00 and 21:00'
    once on 2027-02-30 at 9:00 | 'once on 2027-02-30 at 9:00': 2027-02-30 is not a day of the calendar; write a day like 2027-01-15
    once on 9027-02-10 at 9:00 | 'once on 9027-02-10 at 9:00': 9027-02-10 is too far away; use a year from 1900 to 2999
    every 0 days at 9:00  | 'every 0 days at 9:00': it cannot be 0 days; use a number from 1 to 366
    daily between 21:00 and 18:00 | 'daily between 21:00 and 18:00': the window ends before it begins; name the earlier time first
    daily between 9:00 and 9:00 | 'daily between 9:00 and 9:00': the window ends before it begins
    daily at 9:00 from 2027-03-01 until 2027-01-01 | 'daily at 9:00 from 2027-03-01 until 2027-01-01': it ends on 2027-01-01, before it begins on 2027-03-01; swap the two
    daily at 9:00 until 2027-03-01 for 3 weeks | 'daily at 9:00 until 2027-03-01 for 3 weeks': it has both an 'until' and a 'for'; leave one out
    daily at 9:00 from 2027-01-01 from 2027-01-02 | 'daily at 9:00 from 2027-01-01 from 2027-01-02': 'from' stands there twice; name it once
    daily at 9:00 for 3 hours | 'daily at 9:00 for 3 hours': a schedule cannot last 3 hours; count days, weeks or months
    daily 0 times between 9:00 and 12:00 | 'daily 0 times between 9:00 and 12:00': it cannot be 0 times; use a number from 1 to 24
    0 times a week at 9:00 | '0 times a week at 9:00': it cannot be 0 times a week; use a number from 1 to 7
    8 times a week at 9:00 | '8 times a week at 9:00': it cannot be 8 times a week; use a number from 1 to 7
    the 32nd at 9:00      | 'the 32nd at 9:00': it cannot be 32 as a day of a month; use a number from 1 to 31
    the 6th monday at 9:00 | 'the 6th monday at 9:00': it cannot be 6 as the place of a weekday in a month; use a number from 1 to 5
    daily 4 times between 9:00 and 12:00 at least 1 hour apart | 'daily 4 times between 9:00 and 12:00 at least 1 hour apart': 4 times do not fit between 9:00 and 12:00 60 minutes apart
    daily at 9:00 except on 31 apr | 'daily at 9:00 except on 31 apr': no such month has a day 31; write a day like 24 dec
    daily at 9:00 except on 24 dec to 2027-01-02 | 'daily at 9:00 except on 24 dec to 2027-01-02': an exception has one end of a year and one of every year
    daily at 9:00 except on 2027-01-05 to 2027-01-02 | 'daily at 9:00 except on 2027-01-05 to 2027-01-02': the exception ends on 2027-01-02, before it begins
    1 month after 2027-01-01 at 9:00 | '1 month after 2027-01-01 at 9:00': months cannot be counted from a date; count days or weeks
    after 0 unanswered of x | 'after 0 unanswered of x': it cannot be 0 unanswered; use a number from 1 to 99
    5 weeks after done of x | '5 weeks after done of x': that is too long after a fact; up to 30 days are possible
    on event x at most 0 times a day | 'on event x at most 0 times a day': it cannot be 0 times; use a number from 1 to 99
    on event x at most once a day at most once a week | 'on event x at most once a day at most once a week': 'at most' stands there twice
    cron: 30 8 * *        | 'cron: 30 8 * *': cron has five or six fields; five fields are minute, hour,
    cron: 61 8 * * *      | 'cron: 61 8 * * *': cron cannot read the minute (0-59)
    cron: 0 0 30 2 *      | 'cron: 0 0 30 2 *': this cron line never fires; name days that the calendar has
    cron: 1 1 */100 * MON#4 | 'cron: 1 1 */100 * MON#4': this cron line never fires
    rrule: FREQ=OFTEN     | 'rrule: FREQ=OFTEN': FREQ cannot be 'OFTEN'; write it like FREQ=WEEKLY
    rrule: FREQ=DAILY;BYHOURS=9 | 'rrule: FREQ=DAILY;BYHOURS=9': 'BYHOURS' is no part of a rule; try BYHOUR
    rrule: FREQ=DAILY;INTERVAL=0 | 'rrule: FREQ=DAILY;INTERVAL=0': INTERVAL cannot be 0; use 1 to 999999
    rrule: FREQ=DAILY;BYHOUR=24 | 'rrule: FREQ=DAILY;BYHOUR=24': BYHOUR cannot be 24; use 0 to 23
    rrule: FREQ=DAILY;BYHOUR=9;BYHOUR=9 | 'rrule: FREQ=DAILY;BYHOUR=9;BYHOUR=9': BYHOUR stands there twice
    rrule: FREQ=DAILY;COUNT=3;UNTIL=20270101 | 'rrule: FREQ=DAILY;COUNT=3;UNTIL=20270101': it has both a COUNT and an UNTIL
    rrule: BYHOUR=9       | 'rrule: BYHOUR=9': the rule does not say how often
    rrule: FREQ=DAILY EXDATE:20270230 | 'rrule: FREQ=DAILY EXDATE:20270230': '20270230' is not a moment
    rrule: DTSTART;TZID=Europe/Riga:20270101T090000 FREQ=DAILY | 'rrule: DTSTART;TZID=Europe/Riga:20270101T090000 FREQ=DAILY': TZID has no place here
    rrule: FREQ=DAILY FREQ=WEEKLY | 'rrule: FREQ=DAILY FREQ=WEEKLY': it needs one rule and at most one DTSTART
    rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | 'rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30': this rule never fires
    cron: 30 8 * * 1-5 until 2027-01-01 | 'cron: 30 8 * * 1-5 until 2027-01-01': cron has five or six fields
"""


@pytest.mark.parametrize(("written", "canonical"), rows(ENGLISH) + rows(SPANISH))
def test_a_phrase_has_one_canonical_form(written: str, canonical: str) -> None:
    assert str(parse_when(written)) == canonical
    assert parse_when(canonical) == parse_when(written)


@pytest.mark.parametrize(("written", "says"), rows(MISTAKES))
def test_a_mistake_is_named_with_what_to_try(written: str, says: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_when(written)
    assert str(caught.value).startswith(says)
    assert "\n" not in str(caught.value)


def test_a_caret_stands_under_the_mistake() -> None:
    with pytest.raises(Misread) as caught:
        parse_when("weekdays  at 8:30  sharp")
    assert caught.value.caret == "weekdays at 8:30 sharp\n                 ^"
    assert caught.value.at("a.yaml:3").place == caught.value.place == 18


@pytest.mark.parametrize(
    ("phrase", "under"),
    [
        ("daily at 8:00 and 25:00", "25:00"),
        ("once on 2027-02-30 at 9:00", "2027-02-30"),
        ("every 0 days at 9:00", "every"),
        ("daily at 9:00 except on 24 dec and 31 feb", "31 feb"),
        ("daily  between 21:00 and 18:00", "between"),
        ("cron: 61 8 * * *", "cron"),
        ("cada día a las 8:00 y 25:00", "25:00"),
    ],
)
def test_what_cannot_be_has_its_place_too(phrase: str, under: str) -> None:
    with pytest.raises(Misread) as caught:
        parse_when(phrase)
    assert caught.value.phrase[caught.value.place - 1 :].startswith(under)


def test_the_place_of_a_missing_end_is_behind_the_phrase() -> None:
    with pytest.raises(Misread) as caught:
        parse_when("lunes")
    assert caught.value.caret == "lunes\n     ^"


@pytest.mark.parametrize(
    "much", ["a" * 10_000, "daily at " + "8:00, " * 2000, "rrule: FREQ=DAILY;BYHOUR=" + "1," * 500]
)
def test_a_long_text_is_refused_at_once(much: str) -> None:
    with pytest.raises(Problem, match="too long; use up to 300"):
        parse_when(much)


def test_a_schedule_tells_its_times_and_days() -> None:
    fixed, drawn, fact = map(parse_when, ["mon and fri at 8:00 and 9:30", "daily between 9:00 and 12:00", "on event x"])
    assert [f"{at:%H:%M}" for at in fixed.times] == ["08:00", "09:30"]
    assert (fixed.days, fixed.a_day) == ((0, 4), 2)
    assert (drawn.times, drawn.a_day) == ((), 1)
    assert (fact.times, fact.days, fact.a_day) == ((), (), None)

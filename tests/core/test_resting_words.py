"""That a rest is heard with its days and its reason, and that what only sounds like one is none."""

import msgspec
import pytest

from nudges.core.understanding import understand
from nudges.core.words import Intent, Safety

RESTS = """
PAUSE 7                                       | {"days":7}
pause until friday                            | {"until":"friday"}
Pause until next Friday please                | {"until":"friday"}
pause until 12 dec                            | {"until":"12-12"}
pause until Dec 12th                          | {"until":"12-12"}
pause until the 12th of december              | {"until":"12-12"}
pause until 12 december 2027                  | {"until":"2027-12-12"}
pause until 2026-12-12                        | {"until":"2026-12-12"}
pause until 12/24                             | {"until":"12-24"}
pause until 24/12                             | {"until":"12-24"}
pause until 3/1                               | {"until":"3/1"}
pause until the 15th                          | {"until":"15"}
pause until january                           | {"until":"01-01"}
pause until next week                         | {"until":"next monday"}
pause until tomorrow                          | {"until":"tomorrow"}
pause until 5pm                               | {"days":1}
pause tomorrow                                | {"days":1,"begins":"tomorrow"}
pause on friday                               | {"days":1,"begins":"friday"}
pause this weekend                            | {"begins":"saturday","through":"sunday"}
pause next week                               | {"days":7,"begins":"next monday"}
pause for the next week                       | {"days":7}
pause from monday for 2 weeks                 | {"days":14,"begins":"monday"}
pause for a week starting tomorrow            | {"days":7,"begins":"tomorrow"}
pause from 20 dec to 3 jan                    | {"begins":"12-20","through":"01-03"}
pause from 20 dec until 3 jan                 | {"begins":"12-20","until":"01-03"}
pause may 5 to may 9                          | {"begins":"05-05","through":"05-09"}
no texts from monday to wednesday             | {"begins":"monday","through":"wednesday"}
stop until monday                             | {"until":"monday"}
stop for the rest of the week                 | {"until":"monday"}
pause until I say so                          | {"days":365}
pausa hasta el viernes                        | {"until":"friday"}
pausa hasta el 12 de diciembre                | {"until":"12-12"}
pausa hasta mañana                            | {"until":"tomorrow"}
pausa la próxima semana                       | {"days":7,"begins":"next monday"}
pausa el fin de semana                        | {"begins":"saturday","through":"sunday"}
pausa del 20 al 27 de diciembre               | {"begins":"12-20","through":"12-27"}
vacation mode                                 | {"why":"vacation"}
on vacation until 3 jan                       | {"until":"01-03","why":"vacation"}
vacation next 10 days                         | {"days":10,"why":"vacation"}
on holiday for two weeks                      | {"days":14,"why":"vacation"}
on holiday till sunday                        | {"until":"sunday","why":"vacation"}
vacation from 20 dec to 3 jan                 | {"begins":"12-20","through":"01-03","why":"vacation"}
vacation dec 20 - jan 3                       | {"begins":"12-20","through":"01-03","why":"vacation"}
vacation 20-27 dec                            | {"begins":"12-20","through":"12-27","why":"vacation"}
vacation dec 20-27                            | {"begins":"12-20","through":"12-27","why":"vacation"}
going on vacation friday                      | {"begins":"friday","why":"vacation"}
on vacation, back monday                      | {"until":"monday","why":"vacation"}
traveling until friday                        | {"until":"friday","why":"vacation"}
vacaciones hasta el viernes                   | {"until":"friday","why":"vacation"}
de vacaciones del 20 dic al 3 ene             | {"begins":"12-20","through":"01-03","why":"vacation"}
vacaciones del 20 de diciembre al 3 de enero  | {"begins":"12-20","through":"01-03","why":"vacation"}
de viaje hasta el lunes                       | {"until":"monday","why":"vacation"}
me voy de vacaciones mañana                   | {"begins":"tomorrow","why":"vacation"}
sick day                                      | {"days":1,"why":"sick"}
sick day tomorrow                             | {"days":1,"begins":"tomorrow","why":"sick"}
sick until friday                             | {"until":"friday","why":"sick"}
sick for 3 days                               | {"days":3,"why":"sick"}
rest day                                      | {"days":1,"why":"rest"}
today is a rest day                           | {"days":1,"why":"rest"}
taking a rest day tomorrow                    | {"days":1,"begins":"tomorrow","why":"rest"}
two rest days                                 | {"days":2,"why":"rest"}
resting today                                 | {"days":1,"why":"rest"}
dia de descanso                               | {"days":1,"why":"rest"}
hoy descanso                                  | {"days":1,"why":"rest"}
mañana día de descanso                        | {"days":1,"begins":"tomorrow","why":"rest"}
"""

TOLD = """
on vacation this week                         | {"until":"monday","why":"vacation"}
sick today                                    | {"days":1,"why":"sick"}
i'm ill                                       | {"days":1,"why":"sick"}
I am sick                                     | {"days":1,"why":"sick"}
home sick today, sorry                        | {"days":1,"why":"sick"}
🤒                                            | {"days":1,"why":"sick"}
enfermo hoy                                   | {"days":1,"why":"sick"}
hoy estoy enferma                             | {"days":1,"why":"sick"}
estoy enferma en casa                         | {"days":1,"why":"sick"}
"""

NO_RESTS = """
estoy de vacaciones
I'm on vacation!
vacation
on vacation
I'm sick of this
sick and tired
I'm sick of this weather
I felt sick with worry
I feel sick
I've been sick for 3 days
my mum is sick today
sick but did it
got sick of waiting, skipped
rest of the day was fine
I rested
rest
the rest was easy
I rested today and it felt good
had a great vacation
I need a vacation
back from vacation
planning my vacation for june
vacation was great
thinking about our vacation in march
my holiday was short
paused the movie and did it
the sick leave papers came
enferma de los nervios
harta y enferma de todo
las vacaciones estuvieron bien
descansé bien
el resto del día fue mejor
no vacation this year
I was ill in march
"""


def rows(table: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|", 1)] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "value"), rows(RESTS))
def test_a_rest_is_heard_with_its_days_and_its_reason(text: str, value: str) -> None:
    found = understand(text)
    assert (found.intent, found.safety) == (Intent.PAUSE, Safety.NONE)
    assert msgspec.json.encode(found.value).decode() == value


@pytest.mark.parametrize(("text", "value"), rows(TOLD))
def test_a_reason_why_a_day_does_not_fit_is_an_answer_and_a_rest(text: str, value: str) -> None:
    found = understand(text)
    assert (found.intent, found.also) == (Intent.NOT_APPLICABLE, (Intent.PAUSE,))
    assert msgspec.json.encode(found.value).decode() == value


@pytest.mark.parametrize("text", NO_RESTS.strip().splitlines())
def test_what_only_sounds_like_a_rest_is_none(text: str) -> None:
    assert understand(text).intent is not Intent.PAUSE


@pytest.mark.parametrize("text", ["sick today, want to die", "on vacation, i want to kill myself", "STOP"])
def test_danger_and_a_stop_go_before_a_rest(text: str) -> None:
    assert understand(text).intent in (Intent.CRISIS, Intent.STOP)


@pytest.mark.parametrize(
    "words", ["1 ", "20 dec ", "until ", "until friday ", "to ", "vacation ", "12/24 ", "the ", "13 13 "]
)
def test_however_many_days_are_named_it_ends(words: str) -> None:
    for begin in ("pause ", "on vacation from ", "sick "):
        assert 0 <= understand(begin + words * 400).sure <= 1

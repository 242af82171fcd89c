"""That replies are understood in people's own words, whatever they hold."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.core.understanding import Pending, understand
from nudges.core.understanding.normal import normalise
from nudges.core.words import Intent, Language, Safety

REPLIES = """
done           | yep did it 👍
done           | done! felt 7/10, called mum
skip           | nah not today
done           | listo
done           | hecho
skip           | hoy no
snooze         | L
done           | D
skip           | S
done           | Y
done           | yes
skip           | no
done           | si
done           | 👍
partly         | half of it
not_applicable | n/a
not_applicable | sick today
not_applicable | travelling
skip           | skip, felt 3
rating         | 7
rating         | 0
rating         | 10
count          | 12
rating         | 7/10
rating         | felt 7
count          | 3 times
count          | did 12
count          | called 2 people
pause          | pause
pause          | PAUSE 7
pause          | pausa 3 dias
pause          | pause for a week
resume         | resume
start          | start
help           | help
help           | help please
status         | status
status         | how am I doing
status         | como voy
undo           | undo
undo           | oops, take that back
export         | export
export         | send me my data
erase          | erase
erase          | delete everything about me
erase          | borrar mis datos
done           | help mum with dinner, done
done           | paused the movie and did it
snooze         | in 20 min
snooze         | give me an hour
snooze         | remind me at 8
snooze         | a las 8
snooze         | later
snooze         | luego
snooze         | LATER
snooze         | this evening
done           | doen
skip           | skpi
done           | lsito
start          | empezar
start          | comenzar
skip           | didn't do it
skip           | couldn't, too tired
skip           | forgot
done           | did it this morning
done           | did it twice
done           | no problem, done
partly         | did it but only half
skip           | wanted to but couldn't
done           | didn't want to but did it
snooze         | not yet
snooze         | will do it later
snooze         | I'll do it tonight
done           | all done
done           | finished
done           | ya lo hice
done           | lo hice
partly         | un poco
partly         | a medias
partly         | a little
partly         | just 2 minutes
skip           | no pude
skip           | no tuve tiempo
snooze         | más tarde
snooze         | en 20 minutos
snooze         | en una hora
snooze         | recuérdame a las 9
snooze         | ahora no
not_applicable | me siento enferma
not_applicable | estoy enferma
not_applicable | I'm sick
not_applicable | on vacation this week
not_applicable | estoy de vacaciones
not_applicable | I feel sick
not_applicable | de viaje
not_applicable | day off
rating         | me sentí 6
rating         | un 8
rating         | stress 8
count          | 2 veces
done           | called my sister
done           | walked the dog
note           | feeling lonely today
note           | it rained
note           | thinking about him a lot
done           | yes! 8/10
done           | done 5
skip           | nope
skip           | too busy today
skip           | not really
help           | ayuda
pause          | pausa
resume         | reanudar
undo           | deshacer
export         | exportar mis datos
snooze         | busy right now, 30 mins
snooze         | can't now, remind me at 6pm
done           | did it a bit later than usual
done           | almost forgot but did it
partly         | tried
done           | sick but did it
done           | yess
done           | DONE!!!
snooze         | tomorrow morning
skip           | maybe tomorrow
snooze         | in half an hour
snooze         | snooze
done           | ok
pause          | pause until monday
pause          | take a break
help           | what can you do
status         | how many have i done
resume         | I'm back
done           | ✅
skip           | ❌
skip           | 👎
done           | sí
done           | claro
done           | did it!!! 😊
done           | done, thanks
skip           | skip please
done           | yup all good, got it done
done           | just finished my breathing
done           | I meditated for 10 minutes
done           | completed! feeling calmer
done           | yesss did it before work
done           | ok done
done           | done and dusted
done           | Did my three breaths
done           | ya está
done           | ya quedó
done           | sí, lo hice en la mañana
done           | hecho, me sentí mejor
done           | listo! 7
done           | cumplido
done           | medité 5 minutos
done           | finally did it lol
done           | done. it was hard but ok
done           | 👍👍
done           | 💪
done           | done ✅ 9/10
done           | I did
done           | yeah I did it
done           | check
done           | texted my brother, felt good
partly         | sort of
partly         | kinda
partly         | did some of it
partly         | almost all of it
partly         | halfway
partly         | did 5 of 10 minutes
partly         | started but got interrupted
partly         | más o menos
partly         | la mitad
partly         | casi todo
partly         | solo un poco
partly         | did a little bit
partly         | didn't finish
skip           | no, sorry
skip           | not this time
skip           | couldn't do it
skip           | I didn't have time
skip           | skipping today
skip           | too tired tonight
skip           | nah
skip           | no time
skip           | I forgot
skip           | didn't happen
skip           | wasn't able to
skip           | pass
skip           | no pude hoy
skip           | hoy no pude
skip           | se me olvidó
skip           | no lo hice
skip           | muy cansada
skip           | no gracias, hoy no
skip           | paso
skip           | no tengo ganas
skip           | can't today
skip           | missed it
not_applicable | no work today
not_applicable | doesn't apply today
not_applicable | not applicable
not_applicable | have the flu
not_applicable | I'm traveling
not_applicable | no aplica
not_applicable | hoy no trabajo
not_applicable | tengo gripe
snooze         | later please
snooze         | in an hour
snooze         | in 2 hours
snooze         | 15 min
snooze         | remind me in 10 minutes
snooze         | remind me tonight
snooze         | ask me again at 7pm
snooze         | not now
snooze         | give me 5 minutes
snooze         | after lunch
snooze         | at 9:30
snooze         | busy, later
snooze         | I'm driving, later
snooze         | después
snooze         | al rato
snooze         | en media hora
snooze         | dentro de 2 horas
snooze         | a las 6 de la tarde
snooze         | en la noche
snooze         | más tardecito
snooze         | todavía no
snooze         | recuérdame más tarde
snooze         | can you remind me this afternoon
snooze         | hold on
rating         | mood 4
rating         | about a 6
rating         | 7 out of 10
rating         | 6 today
rating         | 7.
rating         | felt like a 4
rating         | stress 8/10
rating         | 8 de 10
rating         | ánimo 5
rating         | I'd say 5
rating         | feeling 3 today
rating         | seven
count          | 20
count          | 5 times
count          | hice 3
count          | did 8 reps
count          | 4 veces
count          | texted 3 people
count          | called three friends
count          | 15 pushups
note           | had a rough argument with my boyfriend
note           | my sister is visiting
note           | I keep checking my phone
note           | why hasn't he replied
note           | hoy me dejó en visto
note           | la reunión fue larga
note           | feeling anxious
note           | asdkjh
note           | what a day
pause          | pause please
pause          | I need a break
pause          | pause for 3 days
pause          | take a break for a week
pause          | quiero una pausa
pause          | pausa una semana
resume         | continue
resume         | resume please
resume         | ya volví
start          | START
start          | unstop
start          | sign me up
start          | iniciar
help           | what is this
help           | info
help           | how does this work
help           | HELP
help           | AYUDA
help           | menu
help           | cómo funciona
status         | how's my week
status         | my progress
status         | cómo voy esta semana
status         | how did I do this week
status         | mi progreso
undo           | undo that
undo           | oops wrong one
undo           | take it back
undo           | scratch that
undo           | me equivoqué
undo           | borra lo último
export         | export my data
export         | can i get a copy of my data
export         | mándame mis datos
erase          | erase me
erase          | delete my data
erase          | forget me
erase          | delete my account
erase          | borra todo sobre mí
erase          | elimina mis datos
note           | what's the meaning of help in this context anyway
done           | helped mum move, done
done           | restarted my routine, done!
done           | did it then started dinner
skip           | not today, starting again monday
done           | exported the report and took my walk
done           | yes, felt great
done           | D 7
done           | done but skipped dessert
skip           | not done
skip           | tomorrow
snooze         | haven't done it yet
pause          | stop for a week
snooze         | I'm driving
skip           | no more today
skip           | I havent done it
done           | 💊 done
done           | done with this one
done           | done with my walk
done           | done with my breathing
done           | done with that
done           | all done
done           | just done
done           | nailed my breathing, heart's still racing tho
done           | stopped by, done
done           | done at the bus stop
note           | so done
note           | can't stop thinking
note           | -3
note           | stress -3
note           | step
note           | shop
note           | top
note           | stoop
note           | spot
pause          | stop for today
pause          | stop until monday
pause          | stop for 3 days
pause          | alto por hoy
pause          | pause forever
pause          | pausa para siempre
pause          | pause until I say so
pause          | pausa hasta que te avise
pause          | pause till friday
pause          | give it a rest for two weeks please
snooze         | a la 1
snooze         | a la una
snooze         | a las ocho
snooze         | gimme 10
snooze         | al ratito
snooze         | in a meeting, hit me up at 4
skip           | can't be bothered today
skip           | blanked on it completely
skip           | no thanks
rating         | un 7 más o menos
count          | 4 glasses of water so far
done           | thanks, done
done           | yes thanks
note           | need help moving
note           | necesito ayuda con la tarea
"""

COURTESY = """
thanks
thank you
thank you so much
thx!
ty
ok thanks
thank you 🙏
you're welcome
gracias
muchas gracias
vale, gracias
de nada
gracias a ti
"""

VALUES = """
done! felt 7/10, called mum | {"rating":7,"note":"called mum"}
done! felt 7/10             | {"rating":7}
skip, felt 3                | {"rating":3}
7                           | {"rating":7}
0                           | {"rating":0}
10                          | {"rating":10}
me sentí 6                  | {"rating":6}
7.5/10                      | {"rating":8,"note":"7.5/10"}
done 5                      | {"rating":5}
seven                       | {"rating":7}
12                          | {"count":12}
did 12                      | {"count":12}
3 times                     | {"count":3}
2 veces                     | {"count":2}
did it twice                | {"count":2}
called 2 people             | {"count":2,"note":"called 2 people"}
in 20 min                   | {"minutes":20}
give me an hour             | {"minutes":60}
in 2 hours                  | {"minutes":120}
en media hora               | {"minutes":30}
remind me at 8              | {"at":"20:00"}
remind me at 8am            | {"at":"08:00"}
at 9:30                     | {"at":"09:30"}
a las 6 de la tarde         | {"at":"18:00"}
can't now, remind me at 6pm | {"at":"18:00"}
remind me at 20:15          | {"at":"20:15"}
tomorrow morning            | {"at":"morning"}
this evening                | {"at":"evening"}
remind me this afternoon    | {"at":"afternoon"}
LATER                       | {"at":"default"}
luego                       | {"at":"default"}
pause                       | {}
PAUSE 7                     | {"days":7}
pausa 3 dias                | {"days":3}
pause for 2 weeks           | {"days":14}
pause 1000 days             | {"days":365}
pause 400 days              | {"days":365}
pause 1,000 days            | {"days":365}
pause -3 days               | {"days":3}
pause 1.5 weeks             | {"days":11}
pause forever               | {"days":365}
pausa para siempre          | {"days":365}
pause until I say so        | {"days":365}
pausa hasta que te avise    | {"days":365}
pause for two weeks         | {"days":14}
pause a couple of weeks     | {"days":14}
pausa una semana            | {"days":7}
pause till friday           | {"until":"friday"}
pause until 15              | {"until":"15"}
stop for today              | {"days":1}
alto por hoy                | {"days":1}
stop for a week             | {"days":7}
7.5                         | {"rating":8,"note":"7.5"}
7,5                         | {"rating":8,"note":"7,5"}
done, felt 7.5              | {"rating":8,"note":"done, felt 7.5"}
10.5                        | {"count":11,"note":"10.5"}
-3                          | {"note":"-3"}
a la 1                      | {"at":"13:00"}
a la una                    | {"at":"13:00"}
a las ocho                  | {"at":"20:00"}
remind me at eight          | {"at":"20:00"}
yep did it                  | {}
walked the dog              | {"note":"walked the dog"}
it rained                   | {"note":"it rained"}
"""

TONGUES = """
en | done, felt good today
es | hecho, muy bien hoy
es | hoy no pude
es | como voy
es | me quiero matar
es | él me pega
es | no me escribas más
en | remind me
en | how am I doing
"""

MIXED = "i not my want to die 7 / 10 min at stop me done . , he 😂 no in pills"


def rows(table: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|", 1)] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("intent", "text"), rows(REPLIES))
def test_a_reply_is_understood_in_plain_words(intent: str, text: str) -> None:
    found = understand(text)
    assert (found.intent, found.safety) == (intent, Safety.NONE)


@pytest.mark.parametrize(("text", "value"), rows(VALUES))
def test_what_is_said_beside_is_kept(text: str, value: str) -> None:
    assert msgspec.json.encode(understand(text).value).decode() == value


@pytest.mark.parametrize("text", COURTESY.strip().splitlines())
def test_a_thank_you_is_a_note_that_is_sure(text: str) -> None:
    found = understand(text)
    assert (found.intent, found.safety) == (Intent.NOTE, Safety.NONE)
    assert found.rule.startswith("courtesy")
    assert found.sure >= 0.9


@pytest.mark.parametrize("text", ["help me", "I need help", "HELP ME PLEASE", "necesito ayuda", "ayuda por favor"])
def test_a_plea_for_help_is_heard_as_one_and_keeps_the_command(text: str) -> None:
    found = understand(text)
    assert (found.intent, found.safety) == (Intent.CRISIS, Safety.SOFT)
    assert Intent.HELP in found.also


def test_a_weary_done_is_no_check_in() -> None:
    for text in ("so done", "I'm so done", "I'm so done with life"):
        found = understand(text)
        assert Intent.DONE not in (found.intent, *found.also)


def test_a_pause_of_absurd_length_does_not_raise() -> None:
    assert understand("pause " + "9" * 1500 + " days").value.days == 365


@pytest.mark.parametrize(("language", "text"), rows(TONGUES))
def test_the_language_is_heard(language: str, text: str) -> None:
    assert understand(text).language == language


@pytest.mark.parametrize("language", Language)
def test_a_text_in_no_language_takes_the_one_given(language: Language) -> None:
    assert understand("7", language=language).language is language


@pytest.mark.parametrize("text", ["yes", "Y", "ok", "sure", "si", "sí, acepto", "yes please", "YES!", "👍"])
def test_a_yes_to_the_consent_question_starts(text: str) -> None:
    assert understand(text, pending=Pending.CONSENT).intent is Intent.START
    assert understand(text).intent is not Intent.START


@pytest.mark.parametrize("text", ["no", "nope", "No thanks", "n", "no gracias"])
def test_a_no_to_the_consent_question_stops(text: str) -> None:
    assert understand(text, pending=Pending.CONSENT).intent is Intent.STOP


@pytest.mark.parametrize("text", ["SAFE", "I'm ok", "i am safe", "a salvo", "estoy bien", "yes", "I'm safe, thanks"])
def test_safe_answers_the_safe_check(text: str) -> None:
    found = understand(text, pending=Pending.SAFE_CHECK)
    assert (found.intent, found.value.safe, found.safety) == (Intent.NOTE, True, Safety.NONE)


@pytest.mark.parametrize("text", ["no", "I'm not safe", "not ok", "no estoy bien", "done"])
def test_what_is_not_safe_is_not_taken_for_it(text: str) -> None:
    assert understand(text, pending=Pending.SAFE_CHECK).value.safe is None


def test_the_rule_that_matched_is_named_and_a_note_is_unsure() -> None:
    assert "did it" in understand("did it").rule
    assert understand("did it").sure > 0.9 > understand("it rained").sure


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "\u200b", "\u202eabc", "{{ 7*7 }}", "'; DROP TABLE x;--", "<b>hi</b>", "$(rm -rf /)", "\ud800"],
)
def test_odd_texts_are_kept_as_a_note(text: str) -> None:
    assert understand(text).intent in (Intent.NOTE, Intent.COUNT)


@given(st.text(alphabet=st.characters()), st.sampled_from(Pending), st.sampled_from(Language))
def test_no_text_raises(text: str, pending: Pending, language: Language) -> None:
    found = understand(text, pending=pending, language=language)
    assert 0 <= found.sure <= 1
    assert (found.intent is Intent.CRISIS) is (found.safety is not Safety.NONE)


@given(st.lists(st.sampled_from(MIXED.split()), max_size=60))
def test_no_mixture_of_known_words_raises(words: list[str]) -> None:
    understand(" ".join(words))


@pytest.mark.parametrize("piece", ["😂", "a", "my ", "7/10 ", "stop ", "i want to ", ". ", "1 ", "\u0301", "he not "])
def test_the_work_is_bounded_however_long_the_text(piece: str) -> None:
    short, long = normalise(piece * 3_000), normalise(piece * 30_000)
    assert abs(len(long.text) - len(short.text)) <= 0.1 * len(short.text) + 20


def test_a_danger_at_the_end_of_a_long_text_is_heard() -> None:
    assert understand("so tired of talking about it. " * 400 + "I want to kill myself").safety is Safety.HARD

"""That stop means stop, in any words, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.core.understanding import Pending, understand
from nudges.core.words import Intent

STOP = """
bruh quit blowin up my phone
I would be grateful if you ceased writing to me
lose my number ok
I want to cancel all of it
me tienen harta con tanto mensaje, ya no
it was nice but I'd like the texts to stop now
ur annoying, quit textin me
enough already, through with these messages
fue lindo, pero no me escriban más
STOP
STOP, on vacation
Stop. I am done with this
stop
Stop.
STOPALL
stop all
UNSUBSCRIBE
cancel
END
quit
REVOKE
OPTOUT
opt out
opt-out
opt me out
stop please
please stop
STOP!!!
stop it
please stop texting me
stop messaging me
stop sending me these
stop sending these texts
stop sending messages please
stop the texts
stop contacting me
quit texting me
no more texts
no more of these
no more messages please
don't text me anymore
do not text me again
dont contact me
never text me again
I don't want these messages
i dont want to get these texts anymore
I no longer want to receive these
take me off this list
take me off your list please
remove me from this
remove my number
delete my number from your list
unsubscribe me
please unsubscribe
cancel my subscription
cancel these messages
leave me alone
lose my number
I want to opt out
I revoke my consent
I want out
wrong number, stop texting
end these texts
I want you to stop texting me
can you please stop sending me messages
turn off these texts
stop bothering me
alto
baja
parar
para
detener
basta
cancelar
darme de baja
dame de baja
quiero darme de baja
ya no me escriban
no me escribas más
no me manden más mensajes
dejen de escribirme
deja de mandarme mensajes
no quiero más mensajes
no quiero recibir estos mensajes
ya no quiero recibir mensajes
por favor dejen de mandar mensajes
no más mensajes
quítame de la lista
bórrame de la lista
alto por favor
stop por favor
I don't want to receive any more of these
please take me off your text list
stop now
STOP sending me stuff
how do I make these stop
I want these to stop
no more
quit sending me messages
knock it off with the texts
I'm done with these texts
delete me from your list
please don't message me
do not contact me again
unsubscribe from all
not interested anymore, remove me
cease and desist
Opt me out please
stop this
cancel texts
I didn't sign up for this
Please discontinue these messages
quiero que dejen de mandarme mensajes
no me mandes nada más
ya no quiero que me escriban
no quiero más recordatorios
quiero salir de esto
cancelar suscripción
bórrenme
ya no manden mensajes
por favor ya no
sáquenme de aquí
date de baja mi número
deja de molestarme
DONE STOP
yes stop
skip and stop
7 stop
ok stop
listo. alto
done, stop
STOP done
done 7 stop
felt 6. STOP
ok, unsubscribe
hecho, stop
sí, alto
STPO
pls stpo
sotp
unsuscribe
unsubcribe
unsubscrbe
optuot
make it stop texting me
I'm done with this
done with you
I'm so done with these texts
I'm done with this app
so over these
ya me cansé de estos mensajes
enough already, unsubscribe
ya párenle con los mensajes
quit blowing up my phone
"""

NOT_STOP = """
he won't stop texting me and I can't breathe
mi ex no deja de escribirme
pero no me escribió en todo el día
I told him to stop messaging me
done with the messages to my sister
through with the dishes, then breathing
I'm through with work, doing it now
espero que no me escriba más mi ex
no more wine for me tonight
le dije que no me escriba más
I waited and then didn't want to send the text anymore
ella me dijo y no me escriba más
y no me escriban mis hijos me da tristeza
stopped by, done
can't stop thinking about him
end of day: done
quit smoking today, done
stopped at the park, done
didn't stop all day, skip
I couldn't stop crying but did it
the bus stop was quiet, did it there
non stop day, not today
stop and breathe, done
I stopped texting him
stopped myself from texting him, done
want to stop worrying
cancelled my plans to do it, done
cancelled plans, rest day
my meeting was cancelled so I did it
end of the week, tired
in the end I did it
at the end of my rope today
quit my job today
no more energy today
no more coffee for me
didn't text him
I don't want to text him
he stopped texting me
she doesn't text me anymore
wish he would stop texting me
left me alone for a bit, did it
took me off guard but did it
removed my shoes, done
opted for a walk
para mi fue bien, hecho
para mañana
paré un momento y respiré, listo
alto nivel de estrés
baja energía hoy
bajé a caminar, listo
basta de excusas, hecho
no paro de pensar en él
no me escribe y me duele
ya no me escribe
hoy no
pause
skip
unstoppable, done
can't end the day without it: done
stop sign meditation, did it
dont stop sending these
please don't stop
stop by the store, done
cant stop eating lol
I need to stop worrying about him
trying to stop checking my phone
stopped to breathe, done
no more wine for me today
end of story, did it
the end is near lol done
quit complaining and did it
cancel culture is wild
he told me to stop texting him
he said stop texting me
I want to stop texting my ex
don't text me when I'm at work, text me at 6
removed myself from the situation, done
left the list at home
take me to the beach lol
parar a respirar me ayudó, hecho
me di de baja del gimnasio
alto en estrés hoy, 8
no quiero más café
dejé de fumar hoy
para nada
baja de ánimo hoy
no me escribió hoy
ya no quiero pensar en él
I want out of this relationship
enough with the rain
leave me a minute
bus stop, done
did not stop, done
non stop day
done at the bus stop
did it non stop
done, couldn't stop smiling
estrés, alto
step
shop
top
stoop
spot
slop
stops
stop for today
stop for a week
stop until monday
alto por hoy
I'm so done
done with this one
done with my walk
done with work and did it
"""


def rows(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("text", rows(STOP))
def test_a_revocation_in_any_words_stops(text: str) -> None:
    assert understand(text).intent is Intent.STOP


@pytest.mark.parametrize("text", rows(NOT_STOP))
def test_an_ordinary_text_never_stops(text: str) -> None:
    found = understand(text)
    assert found.intent is not Intent.STOP
    assert Intent.STOP not in found.also


def test_no_to_the_consent_question_is_a_stop() -> None:
    assert understand("no", pending=Pending.CONSENT).intent is Intent.STOP


@pytest.mark.parametrize("pending", Pending)
def test_stop_is_heard_whatever_was_asked(pending: Pending) -> None:
    assert understand("STOP", pending=pending).intent is Intent.STOP


@pytest.mark.parametrize("text", ["make it stop texting me", "I'm done with this", "quit blowing up my phone"])
def test_a_plain_stop_is_no_crisis(text: str) -> None:
    assert understand(text).also == ()


def test_a_done_before_a_revocation_is_kept() -> None:
    for text in ("done. please stop texting me", "DONE STOP"):
        found = understand(text)
        assert found.intent is Intent.STOP
        assert Intent.DONE in found.also


@given(
    st.sampled_from(rows(STOP) + rows(NOT_STOP)),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["", " ", "  \n", "\t"]),
    st.sampled_from(["", ".", "!!!", "...", " ?"]),
    st.integers(0, 6),
)
def test_dress_does_not_change_a_stop(text: str, case: object, space: str, mark: str, repeats: int) -> None:
    assert callable(case)
    dressed = space + case(text + text[-1] * (repeats if text[-1].isalpha() else 0)) + mark + space
    assert (understand(dressed).intent is Intent.STOP) is (understand(text).intent is Intent.STOP)


BESIDE_DANGER = """
STOP quiero morir                   | stop
para. quiero morir                  | stop
done, STOP, quiero morir            | stop
STOP DONE i want to die             | stop
done STOP i want to kill myself     | stop
stop. i want to die                 | stop
i can't stop wanting to die         | no
make it stop, i want to die         | no
para siempre quiero dormir, quiero morir | no
"""


@pytest.mark.parametrize("row", BESIDE_DANGER.strip().splitlines())
def test_a_stop_beside_danger_is_heard_too(row: str) -> None:
    text, wanted = (cell.strip() for cell in row.split("|"))
    heard = understand(text)
    assert heard.intent is Intent.CRISIS
    assert (Intent.STOP in heard.also) == (wanted == "stop")

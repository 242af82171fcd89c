"""Every address has a thread of its own that tells it what happened, from start to stop."""

from collections.abc import Callable
from hashlib import blake2b
from threading import Event, Thread

import structlog

from nudges.clock import Clock
from nudges.core.problem import Problem
from nudges.settings import Settings
from nudges.store import Store
from nudges.store.hooks import Hook, Hooks
from nudges.store.places import FilePlaces, Places
from nudges.worker.telling import Teller

LOOK = 1.0
"""So many seconds lie between two looks for what is new, and for addresses that were added or removed."""

AGAIN = 5.0
"""After so many seconds it is looked again where a look failed."""

log = structlog.get_logger("nudges")


class Tellers:
    """Tells every address there is, and notices when one is added or removed."""

    def __init__(self, hooks: Hooks, make: Callable[[Hook], Teller]) -> None:
        self._hooks, self._make = hooks, make
        self._told: dict[Hook, tuple[Teller, Thread]] = {}
        self._ending = Event()
        self._thread = Thread(target=self._go_on, name="hooks", daemon=True)

    def __enter__(self) -> None:
        """Begin."""
        self.start()

    def __exit__(self, *_: object) -> None:
        """End."""
        self.stop()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is in hand, which takes no longer than an address may take to answer, and end."""
        self._ending.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _go_on(self) -> None:
        while not self._ending.is_set():
            try:
                self._follow(self._hooks.all())
            except (Problem, OSError) as error:
                log.error("the addresses cannot be read", action="hook", error=type(error).__name__)  # noqa: TRY400
            self._ending.wait(LOOK)
        self._follow(())

    def _follow(self, wanted: tuple[Hook, ...]) -> None:
        gone = [hook for hook in self._told if hook not in wanted]
        for hook in gone:
            self._told[hook][0].end()
        for hook in gone:
            self._told.pop(hook)[1].join()
        for hook in wanted:
            if hook not in self._told:
                teller = self._make(hook)
                thread = Thread(target=_tell, args=(teller, self._ending), name=f"hook-{hook.name}", daemon=True)
                self._told[hook] = teller, thread
                thread.start()


def _tell(teller: Teller, ending: Event) -> None:
    while not teller.is_ending and not ending.is_set():
        pause = LOOK
        try:
            teller.look()
        except Exception as error:  # without its message: it may hold an address
            log.warning("could not look what to tell", action="hook", hook=teller.hook.name, error=type(error).__name__)
            pause = AGAIN
        teller.rest(pause)
    teller.stop()


def marker(secret: bytes, hook: str) -> Callable[[str], str]:
    """Return what makes marks that one address knows somebody by, and that nobody can turn back."""
    key = blake2b(hook.encode(), key=secret[:64], digest_size=32).digest()
    return lambda name: blake2b(name.encode(), key=key, digest_size=12).hexdigest()


def make_hooks(settings: Settings) -> Hooks:
    """Return which addresses are told of events."""
    return Hooks(settings.home / "hooks.json")


def make_places(settings: Settings, store: Store) -> Callable[[], Places]:
    """Return what makes for each address the way to where it is kept how far it has been told."""
    if settings.store == "tinydb:":
        return lambda: FilePlaces(settings.home, store)
    from nudges.store.postgres import engine
    from nudges.store.postgres.places import PostgresPlaces

    way = engine(settings.store)
    return lambda: PostgresPlaces(way)


def make_tellers(settings: Settings, store: Store, clock: Clock) -> Tellers:
    """Return what tells the addresses of the settings."""
    from nudges.web.secret import read_secret

    secret, places = read_secret(settings.home / "secret"), make_places(settings, store)

    def make(hook: Hook) -> Teller:
        return Teller(hook, store, places(), clock, marker(secret, hook.name))

    return Tellers(make_hooks(settings), make)

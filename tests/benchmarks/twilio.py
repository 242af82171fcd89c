"""How many texts leave by Twilio, against its bare library in a loop and bare aiohttp, and the processor time of each."""

import asyncio
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from nudges.clock import SystemClock
from nudges.gateways import Outgoing, Taken
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.gateway import TwilioGateway
from nudges.twilio_local import NUMBER, Fault, LocalTwilio, Rule, running
from nudges.worker.elsewhere import MANY_HANDS

HANDS = MANY_HANDS
LATENCY = 150
ROUNDS, LOOP, TEXTS = 3, 14, 640
TO, BODY = "+14155550100", "After your coffee: three slow breaths. How was it, 1 to 10?"


class Address(msgspec.Struct, frozen=True):
    """Where the Twilio is, and whose."""

    url: str
    sid: str
    token: str


class Measured(msgspec.Struct, frozen=True):
    """Texts a second, and seconds of our processor for each."""

    rate: float
    cpu: float


Ways = tuple[Callable[[], Measured], ...]


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    with _elsewhere() as twilio, _gateway(twilio) as send:
        ways: Ways = (partial(_looped, twilio), partial(_by_aiohttp, twilio), partial(_by_threads, send))
        for way in ways:
            way()  # connections are made and code is loaded
        rounds = [tuple(way() for way in ways) for _ in range(ROUNDS)]
    bare, raw, ours = (_median([each[place] for each in rounds]) for place in range(3))
    yield f"the bare library in a loop        {bare.rate:7.1f} texts/s   1.0                        {bare.cpu * 1e3:5.2f} ms of processor each"
    yield f"bare aiohttp, {HANDS} at once          {raw.rate:7.1f} texts/s   {raw.rate / bare.rate:4.1f} times the loop        {raw.cpu * 1e3:5.2f} ms"
    yield f"the gateway, {HANDS} threads           {ours.rate:7.1f} texts/s   {ours.rate / bare.rate:4.1f} times the loop (at least 15)   {ours.cpu * 1e3:5.2f} ms"
    yield f"  aiohttp against the gateway     {raw.rate / ours.rate:7.2f} times (at most 1.3)"


def _median(runs: list[Measured]) -> Measured:
    return Measured(statistics.median(each.rate for each in runs), statistics.median(each.cpu for each in runs))


def _measured(texts: int, work: Callable[[], object]) -> Measured:
    begun, spent = time.perf_counter(), time.process_time()
    work()
    return Measured(texts / (time.perf_counter() - begun), (time.process_time() - spent) / texts)


@contextmanager
def _elsewhere() -> Iterator[Address]:
    """Run a Twilio that answers late in a process of its own, so that its work is not taken for ours."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send(None)
        process.join(20)


def _serve(pipe: Connection) -> None:
    with running(LocalTwilio()) as twilio:
        twilio.fail(Rule(fault=Fault.SLOW, ms=LATENCY))
        pipe.send(Address(twilio.url, twilio.account.sid, twilio.account.token))
        pipe.recv()


class _Elsewhere(TwilioHttpClient):  # type: ignore[misc]
    """The library's own client, sent to the Twilio on this machine."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """Return the answer to a request."""
        return super().request(method, url.replace("https://api.twilio.com", self._url), *args, **kwargs)


def _looped(twilio: Address) -> Measured:
    client = Client(twilio.sid, twilio.token, http_client=_Elsewhere(twilio.url))

    def work() -> None:
        for _ in range(LOOP):
            assert client.messages.create(to=TO, from_=NUMBER, body=BODY).sid

    return _measured(LOOP, work)


def _by_aiohttp(twilio: Address) -> Measured:
    address = f"{twilio.url}/2010-04-01/Accounts/{twilio.sid}/Messages.json"

    async def hand(session: aiohttp.ClientSession, texts: int) -> None:
        for _ in range(texts):
            async with session.post(address, data={"To": TO, "From": NUMBER, "Body": BODY}) as answer:
                assert (await answer.json())["sid"]

    async def work() -> Measured:
        connector = aiohttp.TCPConnector(limit=HANDS)
        async with aiohttp.ClientSession(
            auth=aiohttp.BasicAuth(twilio.sid, twilio.token), connector=connector
        ) as session:
            await asyncio.gather(*(hand(session, 1) for _ in range(HANDS)))  # the gateway has its connections too
            begun, spent = time.perf_counter(), time.process_time()
            await asyncio.gather(*(hand(session, TEXTS // HANDS) for _ in range(HANDS)))
            return Measured(TEXTS / (time.perf_counter() - begun), (time.process_time() - spent) / TEXTS)

    return asyncio.run(work())


@contextmanager
def _gateway(twilio: Address) -> Iterator[Callable[[int], None]]:
    config = TwilioConfig(account_sid=twilio.sid, auth_tokens=(twilio.token,), sender=NUMBER, api_base=twilio.url)
    gateway = TwilioGateway(config)
    now: datetime = SystemClock().now()

    def send(number: int) -> None:
        expires = now + timedelta(hours=2)
        message = Outgoing(id=f"nudge/bench/{number}", person="ana", to=TO, text=BODY, expires=expires)
        assert isinstance(gateway.send(message, now), Taken)

    try:
        yield send
    finally:
        gateway.close()


def _by_threads(send: Callable[[int], None]) -> Measured:
    with ThreadPoolExecutor(HANDS) as hands:
        return _measured(TEXTS, lambda: list(hands.map(send, range(TEXTS))))

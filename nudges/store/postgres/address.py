"""Which database is meant, and the way to it."""

import os
from typing import Any

import msgspec
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from nudges.core.problem import Problem

POOL, MORE = 8, 24
"""So many connections are kept, and so many more are opened while all hands are busy."""

PATIENCE = 10
"""So many seconds somebody waits for a free connection."""

ON_CONNECT = """
SET timezone = 'UTC';
SELECT set_config(name, value, false) FROM (VALUES
  ('lock_timeout', '10s'), ('idle_in_transaction_session_timeout', '15s')
) AS ours (name, value)
WHERE current_setting(name) = '0'
"""
"""No hand waits for ever, and a worker that hangs in the middle of a step gives its book back."""

EXAMPLE = "write it like postgresql://user:password@host:5432/database"


def make_engine(address: str) -> Engine:
    """Return the pool of connections to a database, or raise Problem if that is no address of one."""
    url = parsed(address)
    engine = create_engine(
        url,
        pool_size=POOL,
        max_overflow=MORE,
        pool_timeout=PATIENCE,
        pool_pre_ping=True,
        hide_parameters=True,
        json_serializer=_written,
        json_deserializer=msgspec.json.decode,
        connect_args={"connect_timeout": 5, "application_name": "nudges"} | dict(url.query),
    )
    event.listen(engine, "connect", _greet)
    # A forked child must not speak on its parent's connections.
    os.register_at_fork(after_in_child=lambda: engine.dispose(close=False))
    return engine


def parsed(address: str) -> URL:
    """Return an address, taken apart, or raise Problem."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise Problem("NUDGES_STORE is not the address of a database", hint=EXAMPLE) from None
    if url.drivername not in {"postgresql", "postgres"}:
        raise Problem(f"NUDGES_STORE: '{url.drivername}' is not a kind of store", hint=f"use tinydb:, or {EXAMPLE}")
    if not url.database:
        raise Problem("NUDGES_STORE names no database", hint=EXAMPLE)
    return url.set(drivername="postgresql+psycopg")


def shown(address: str) -> str:
    """Return an address as people may see it, without its password.

    >>> shown("postgresql://ana:secret@db.example.org/nudges?sslmode=require&sslpassword=secret")
    'postgresql://ana@db.example.org/nudges?sslmode=require'
    """
    url = parsed(address).set(drivername="postgresql")
    url = url.set(query={name: value for name, value in url.query.items() if "pass" not in name.lower()})
    return url._replace(password=None).render_as_string()


def _written(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _greet(connection: Any, _record: object) -> None:
    before, connection.autocommit = connection.autocommit, True
    connection.execute(ON_CONNECT)
    connection.autocommit = before

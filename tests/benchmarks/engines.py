"""What a job costs that does nothing, on two engines: the measure of all that is sent through one.

Each has two workers, and one program puts jobs in, one by one, as whoever has something to do does. A job of either is
done again if its worker dies, as texts ask for: Procrastinate's always, Celery's because it is told so. Celery is no
part of ours, not even of our tools: it gets an environment of its own in the folder of the run.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import psycopg

JOBS = 2000
WARMING = 4.0
REDIS = "redis://127.0.0.1:6379/9"
PATIENCE = 60.0
"""So many seconds a run may take."""

NOTHING = """
    import sys, time
    from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
    app = App(connector=PsycopgConnector(conninfo=sys.argv[1]))

    @app.task(name="nothing", queue="nothing")
    async def nothing():
        pass

    if sys.argv[2] == "defer":
        with app.replace_connector(SyncPsycopgConnector(conninfo=sys.argv[1])) as sync, sync.open():
            print(time.monotonic(), flush=True)
            for _ in range(int(sys.argv[3])):
                nothing.defer()
    else:
        app.run_worker(queues=["nothing"], concurrency=10, delete_jobs="always")
"""
NOTHING_BY_CELERY = """
    from celery import Celery
    app = Celery("nothing", broker="{redis}")
    app.conf.task_ignore_result = True
    app.conf.task_acks_late = True
    app.conf.task_default_queue = "nudges-bench"

    @app.task
    def nothing():
        pass

    if __name__ == "__main__":
        import sys, time
        nothing.delay()
        print(time.monotonic(), flush=True)
        for _ in range(int(sys.argv[1])):
            nothing.delay()
"""
LEFT = """
    import redis, sys, time
    at = redis.Redis.from_url(sys.argv[1])
    if sys.argv[2] == "clear":
        at.delete("nudges-bench", "unacked", "unacked_index", "_kombu.binding.nudges-bench")
    while at.llen("nudges-bench") or at.hlen("unacked"):
        time.sleep(0.05)
    print(time.monotonic())
"""


def procrastinate(folder: Path, address: str) -> float:
    """Return how many jobs a second two workers of Procrastinate do."""
    script = str(_script(folder / "nothing.py", NOTHING))
    with _two([sys.executable, script, address, "work"], folder), psycopg.connect(address, autocommit=True) as asked:
        time.sleep(WARMING)
        put = [sys.executable, script, address, "defer", str(JOBS)]
        begun = float(_said(put, folder))
        end = time.monotonic() + PATIENCE
        while asked.execute("SELECT 1 FROM procrastinate_jobs WHERE queue_name = 'nothing' LIMIT 1").fetchone():
            assert time.monotonic() < end, "the jobs were not done in time"
            time.sleep(0.05)
        return JOBS / (time.monotonic() - begun)


def celery(folder: Path, environment: Path) -> float:
    """Return how many tasks a second two workers of Celery do, by way of Redis."""
    script, left = _script(folder / "nothing_by_celery.py", NOTHING_BY_CELERY.replace("{redis}", REDIS)), ""
    left = str(_script(folder / "left.py", LEFT))
    python = str(environment / "bin" / "python")
    _said([python, left, REDIS, "clear"], folder)
    options = ["--pool=prefork", "--concurrency=1", "--loglevel=ERROR"]
    with _two([str(environment / "bin" / "celery"), "-A", script.stem, "worker", *options], folder):
        time.sleep(WARMING)
        begun = float(_said([python, str(script), str(JOBS)], folder))
        return JOBS / (float(_said([python, left, REDIS, "wait"], folder)) - begun)


def _said(words: Sequence[str], folder: Path) -> str:
    """Return what a program says."""
    done = subprocess.run(words, cwd=folder, env=_clean(), timeout=PATIENCE, check=True, capture_output=True, text=True)
    return done.stdout


def _clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def celery_environment(folder: Path) -> Path:
    """Return an environment with Celery, made in a folder."""
    made = folder / "celery"
    subprocess.run([sys.executable, "-m", "venv", made], check=True)
    pip = [str(made / "bin" / "pip"), "--disable-pip-version-check", "--quiet", "install", "celery[redis]", "packaging"]
    subprocess.run(pip, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return made


@contextmanager
def _two(words: Sequence[str], folder: Path) -> Iterator[None]:
    running = []
    for number in range(2):
        own = [*words, f"--hostname=bench{number}@%h"] if "celery" in words[0] else words
        running.append(
            subprocess.Popen(own, cwd=folder, env=_clean(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )
    try:
        yield
    finally:
        for each in running:
            each.terminate()
        for each in running:
            try:
                each.wait(10)
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait(10)


def _script(path: Path, text: str) -> Path:
    path.write_text(dedent(text))
    return path

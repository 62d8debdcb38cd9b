"""The null server and a subject, side by side, each a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.null_server import Plan, as_argument

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class NullServer:
    """`address` for the bot; `marks` are what it says of its progress, the last one being `done`."""

    process: subprocess.Popen[str]
    address: str

    def marks(self) -> Iterator[dict[str, Any]]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            mark = json.loads(line)
            yield mark
            if mark["done"]:
                return
        raise RuntimeError("the bot did not answer everybody")

    def finished(self) -> float:
        """Seconds from the first update handed out to the last answer."""
        return float([mark["seconds"] for mark in self.marks()][-1])


@contextmanager
def null_server(plan: Plan) -> Iterator[NullServer]:
    with running([sys.executable, "-m", "benchmarks.null_server", as_argument(plan)]) as process:
        assert process.stdout is not None
        yield NullServer(process, json.loads(process.stdout.readline())["address"])


@contextmanager
def subject(name: str, address: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    with running([sys.executable, "-m", "benchmarks.subjects", name, address, str(folder)]) as process:
        yield process


@contextmanager
def running(command: Sequence[str], **settings: str) -> Iterator[subprocess.Popen[str]]:
    """Asked to end when it is left. Settings of the one who measures are kept out."""
    usual = {name: value for name, value in os.environ.items() if not name.startswith("HEARD_")}
    environment = {**usual, **settings, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

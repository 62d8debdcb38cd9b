"""A million answers as files, in a process of their own, while people tap."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.closed_survey import QUESTIONS, add_closed_survey
from benchmarks.group_vote import GroupVote, group_vote, tap_in_turn
from benchmarks.report import Figure, at_most, beside, none_of
from benchmarks.running import ROOT
from bot.content import shipped_folder

ANSWERS = 1_000_000
ROUNDS = 2
VOTERS = 50
ALONE = 150
FORMS = ("csv", "xlsx")


@dataclass(frozen=True)
class Spent:
    """What one export took: the whole child, and what it is compared with, in seconds of processor time, so
    that a busy machine does not count; its peak in MB."""

    seconds: float
    plain: float
    megabytes: float


@dataclass(frozen=True)
class Found:
    """`spent`: by form, once a round. `alone` and `meanwhile`: how long taps took, in seconds."""

    spent: Mapping[str, Sequence[Spent]]
    alone: list[float]
    meanwhile: list[float]
    unanswered: int


def measure(answers: int = ANSWERS, rounds: int = ROUNDS) -> list[Figure]:
    with TemporaryDirectory() as folder:
        return judge(asyncio.run(find(Path(folder), answers, rounds)))


def judge(found: Found) -> list[Figure]:
    csv, xlsx = (median(one.seconds / one.plain for one in found.spent[form]) for form in FORMS)
    alone, meanwhile = (quantiles(times, n=20)[-1] for times in (found.alone, found.meanwhile))
    peaks = {form: max(one.megabytes for one in found.spent[form]) for form in FORMS}
    return [
        at_most("export: CSV, against a plain loop over the same rows", csv, 4),
        at_most("export: XLSX, against the library alone", xlsx, 2),
        at_most("export: peak memory, CSV", peaks["csv"], 150, " MB"),
        at_most("export: p95 of taps meanwhile, against idle", meanwhile / alone, 3),
        none_of("export: taps without an answer", found.unanswered),
        *(beside(f"  {form.upper()}, and what it is compared with", _seconds(found, form)) for form in FORMS),
        beside("  peak memory, XLSX", f"{peaks['xlsx']:.0f} MB"),
        beside("  p95 of taps while idle", f"{alone * 1000:.1f} ms"),
        beside("  p95 of taps meanwhile", f"{meanwhile * 1000:.1f} ms ({len(found.meanwhile)} taps)"),
    ]


def _seconds(found: Found, form: str) -> str:
    spent = found.spent[form]
    return f"{median(one.seconds for one in spent):.1f} s, {median(one.plain for one in spent):.1f} s"


async def find(folder: Path, answers: int, rounds: int) -> Found:
    random = Random(7)
    async with group_vote(folder, VOTERS) as vote:
        async with vote.scene.services() as services:
            survey = await add_closed_survey(services, answers // QUESTIONS)
        exporter = _Exporter(vote, survey, folder)
        spent = {form: [exporter.measure(form) for _ in range(rounds)] for form in FORMS}
        bot = await vote.first_bot()
        alone = await tap_in_turn(vote, random, lambda taps: taps < ALONE)
        exports = asyncio.create_task(exporter.beside())
        meanwhile = await tap_in_turn(vote, random, lambda taps: not exports.done() or taps < 2)
        await exports
        alone += await tap_in_turn(vote, random, lambda taps: taps < ALONE)
        await vote.settled()
        assert await bot.stop() == 0
        ages = [press.age for press in alone], [press.age for press in meanwhile]
        return Found(spent, *ages, vote.unanswered())


@dataclass(frozen=True)
class _Exporter:
    vote: GroupVote
    survey: int
    folder: Path

    def measure(self, form: str) -> Spent:
        """The child, and then what it is compared with."""
        child = subprocess.Popen(self._command(form, "out"), env=self._environment, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.returncode == 0
        # Linux counts in KB, macOS in bytes.
        megabytes = used.ru_maxrss / (1_000 if sys.platform == "linux" else 1_000_000)
        return Spent(used.ru_utime + used.ru_stime, self._plain(form), megabytes)

    def _plain(self, form: str) -> float:
        of = self.vote.scene.database
        if form == "xlsx":
            (of,) = (self.folder / "out").glob("*-responses.csv")
        plain = [sys.executable, "-m", "benchmarks.plain_export", form, str(of), str(self.folder / "plain")]
        return float(subprocess.run(plain, cwd=ROOT, capture_output=True, check=True).stdout)

    async def beside(self) -> None:
        """One form after the other."""
        for form in FORMS:
            child = await asyncio.create_subprocess_exec(
                *self._command(form, "beside"), env=self._environment, stdout=subprocess.DEVNULL
            )
            assert await child.wait() == 0

    def _command(self, form: str, out: str) -> list[str]:
        what = [str(self.survey), f"--form={form}", "--out", str(self.folder / out)]
        return [sys.executable, "-m", "bot.taking_out", *what]

    @property
    def _environment(self) -> dict[str, str]:
        scene = self.vote.scene.environment(content_dir=str(shipped_folder()))
        return {**scene, "PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT)}

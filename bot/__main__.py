"""The command line. 0: well; 1: a problem found or met; 2: wrong usage. Errors are one line on stderr."""

import argparse
import asyncio
import signal
import sqlite3
import sys
from collections.abc import Coroutine
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from typing import Any

from bot import __version__
from bot.actions.exporting import export_survey
from bot.app import make_clock, open_services, run_bot
from bot.content import BadContent, check_content, describe, shipped_folder
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.intake import WrongToken
from bot.logs import set_up_logging
from bot.settings import BadSettings, Settings, read_settings
from bot.simulator.cast import ids_of
from bot.simulator.demo import run_demo
from bot.store.database import StorageFailed
from bot.store.migrations import Unusable
from bot.store.pulse import read_beat
from bot.store.status import count

WELL, PROBLEM, WRONG_USAGE = 0, 1, 2

DEMO_MARK = "made-by-heard-demo"


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        code: int = options.verb(options)
    except BadContent as error:
        return _fail("\n".join(str(problem) for problem in error.problems))
    except (BadSettings, Unusable) as error:
        return _fail(str(error))
    except WrongToken:
        return _fail("Telegram does not know this token. Ask @BotFather for the right one.")
    except StorageFailed as error:
        return _fail(f"The database cannot be used ({error}). Is the disk full, or the folder read-only?")
    except OSError as error:
        return _fail(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))
    except KeyboardInterrupt:
        return WELL
    return code


def _fail(line: str) -> int:
    print(line, file=sys.stderr)
    return PROBLEM


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="heard", description="A bot that asks, listens and reports back.")
    parser.add_argument("--version", action="version", version=f"heard {__version__}")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    verbs.add_parser("run", help="run the bot").set_defaults(verb=run)
    demo = verbs.add_parser("demo", help="run the bot against a Telegram on this machine")
    demo.add_argument("--port", type=int, default=8765, help="of the page (default 8765; 0: any free one)")
    demo.add_argument("--folder", type=Path, default=Path("demo"), help="where the demo keeps its files")
    demo.set_defaults(verb=run_the_demo)
    verbs.add_parser("check", help="check the settings and the content").set_defaults(verb=check)
    verbs.add_parser("status", help="is the bot alive, and what waits?").set_defaults(verb=status)
    export = verbs.add_parser("export", help="the responses of a closed survey as files")
    export.add_argument("survey", type=int, help="its number")
    export.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    export.set_defaults(verb=export_files)
    return parser


def run(options: argparse.Namespace) -> int:
    settings = read_settings()
    set_up_logging(settings.log_level)
    _run(_run_until_told(settings))
    return WELL


async def _run_until_told(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await run_bot(settings, stop, say=lambda line: print(line, flush=True))


def _run(work: Coroutine[Any, Any, object]) -> None:
    """The first error of several that came together is the one to tell."""
    try:
        asyncio.run(work)
    except BaseExceptionGroup as group:
        raise _first(group) from group


def _first(error: BaseException) -> BaseException:
    return _first(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error


def run_the_demo(options: argparse.Namespace) -> int:
    folder = _fresh_folder(options.folder.resolve())
    return run_demo(folder, options.port, [sys.executable, "-m", "bot", "run"], _demo_settings(folder))


def _fresh_folder(folder: Path) -> Path:
    """Empty at each start, as the simulator's chats are. Only a folder that an earlier demo made is emptied."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / DEMO_MARK).exists():
            raise BadSettings([f"{folder} is not empty, and no demo made it. Choose another with --folder."])
        rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DEMO_MARK).write_text("heard demo empties this folder when it starts\n", encoding="utf-8")
    return folder


def _demo_settings(folder: Path) -> dict[str, str]:
    """The simulator adds its address, its token and its clock, and keeps out what is set outside."""
    return {
        "HEARD_DATA_DIR": str(folder / "data"),
        "HEARD_KEYS_DIR": str(folder / "keys"),
        "HEARD_CONTENT_DIR": str(shipped_folder()),
        "HEARD_COORDINATORS": _ids("coordinator"),
        "HEARD_OFFICERS": _ids("officer"),
        "HEARD_SAFEGUARDING": _ids("safeguarding lead"),
    }


def _ids(part: str) -> str:
    return ",".join(str(person) for person in ids_of(part))


def check(options: argparse.Namespace) -> int:
    settings = read_settings()
    report = check_content(settings.content_dir, shipped_folder())
    print(describe(report))
    return PROBLEM if report.problems else WELL


def status(options: argparse.Namespace) -> int:
    settings = read_settings()
    beat = read_beat(settings.alive_file)
    now = make_clock(settings)()
    print(f"heard {__version__}: {'alive' if beat else 'not alive'}")
    try:
        counts = count(settings.database, now, now - timedelta(days=1))
    except sqlite3.Error as error:
        return _fail(f"{settings.database} cannot be read ({error}).")
    if beat is not None:
        print(f"last update taken in: {beat.last_update or 'none yet'}; being answered: {beat.unsettled}")
    posts = ", ".join(f"{number} {state}" for state, number in sorted(counts.deliveries.items()))
    print(f"posts: {posts or 'none waiting'}")
    print(f"surveys due to close: {counts.due_to_close}")
    print(f"updates set aside since yesterday: {counts.errors}")
    print("last backup: none")
    return WELL if beat else PROBLEM


def export_files(options: argparse.Namespace) -> int:
    settings = read_settings()
    set_up_logging(settings.log_level)
    return asyncio.run(_export(settings, options.survey, options.out))


async def _export(settings: Settings, survey: int, folder: Path) -> int:
    async with open_services(settings, make_clock(settings)) as services:
        try:
            written = await export_survey(services, survey, folder)
        except Refusal as refusal:
            return _fail(services.texts.button(Reader(), f"refused_{refusal.key}", **refusal.values))
    for path in written:
        print(path)
    return WELL


if __name__ == "__main__":
    sys.exit(main())

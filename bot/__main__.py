"""The command line. 0: well; 1: a problem found or met; 2: wrong usage. Errors are one line on stderr."""

import argparse
import asyncio
import signal
import socket
import sqlite3
import sys
from collections.abc import Coroutine, Iterator
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from typing import Any

from bot import __version__
from bot.actions.documents import write_documents
from bot.app import run_bot
from bot.command_errors import KNOWN, in_words
from bot.content import check_content, describe, load_content, shipped_folder
from bot.core.people import Role
from bot.intake import WrongToken
from bot.logs import set_up_logging
from bot.making_services import make_clock
from bot.settings import BadSettings, Settings, read_settings, unknown_settings
from bot.simulator.cast import ids_of
from bot.simulator.demo import run_demo
from bot.store.backups import drop_old, list_backups, make_backup
from bot.store.keys import Keys
from bot.store.pulse import SECONDS_ALIVE, read_beat
from bot.store.restoring import Restored, restore
from bot.store.status import Counts, count, has_role
from bot.support import ImportFailed, add_verbs
from bot.taking_out import add_export
from bot.texts import Texts

WELL, PROBLEM, WRONG_USAGE = 0, 1, 2

_KNOWN: tuple[type[Exception], ...] = (*KNOWN, WrongToken, ImportFailed)

DEMO_MARK = "made-by-heard-demo"


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        code: int = options.verb(options)
    except KeyboardInterrupt:
        return WELL
    except _KNOWN as error:
        return _fail(in_words(error))
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
    verbs.add_parser("backup", help="copy the database, also while the bot runs").set_defaults(verb=backup)
    put_back = verbs.add_parser("restore", help="put a backup in the place of the database")
    put_back.add_argument("file", type=Path, help="one of the backups in HEARD_DATA_DIR/backups")
    put_back.add_argument("--yes", "--force", action="store_true", help="also where the database is newer")
    put_back.set_defaults(verb=restore_backup)
    add_export(verbs.add_parser("export", help="what the forum heard, as files"))
    documents = verbs.add_parser("documents", help="a privacy notice and a DPIA template, filled in")
    documents.add_argument("--out", type=Path, metavar="FOLDER", help="where both are written")
    documents.set_defaults(verb=write_the_documents)
    add_verbs(verbs.add_parser("support", help="the directory: import and export"))
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
    """Empty at each start, as the simulator's chats are; only what an earlier demo made is emptied."""
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
        **_demo_pages(),
        "HEARD_COORDINATORS": _ids("coordinator"),
        "HEARD_OFFICERS": _ids("officer"),
        "HEARD_SAFEGUARDING": _ids("safeguarding lead"),
    }


def _demo_pages() -> dict[str, str]:
    """Download pages on a port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    return {"HEARD_LISTEN": address, "HEARD_PAGES_URL": f"http://{address}"}


def _ids(part: str) -> str:
    return ",".join(str(person) for person in ids_of(part))


def check(options: argparse.Namespace) -> int:
    settings = read_settings()
    today = make_clock(settings)().date()
    report = check_content(settings.content_dir, shipped_folder(), today, _somebody_leads(settings))
    for line in unknown_settings():
        print(f"Note: {line}")
    print(describe(report))
    return PROBLEM if report.problems else WELL


def _somebody_leads(settings: Settings) -> bool:
    """In the settings, or appointed in the chat."""
    if settings.safeguarding:
        return True
    try:
        return has_role(settings.database, Role.SAFEGUARDING)
    except sqlite3.Error:
        return False


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
    print(f"audit log: {counts.recorded} entries, {_wholeness(counts)}")
    print(f"last backup: {_last_backup(settings)}")
    return WELL if beat and counts.broken_at is None else PROBLEM


def _wholeness(counts: Counts) -> str:
    return "whole" if counts.broken_at is None else f"CHANGED at entry {counts.broken_at}"


def _last_backup(settings: Settings) -> str:
    newest = next(iter(list_backups(settings.database)), None)
    return "none" if newest is None else f"{newest.made_at:%Y-%m-%d %H:%M} UTC, {newest.file.name}"


def backup(options: argparse.Namespace) -> int:
    settings = read_settings()
    made = make_backup(settings.database, make_clock(settings)())
    drop_old(settings.database)
    print(made.file)
    print(
        "Left out: answers to surveys that are open, and who gave them"
        f" (open now: {made.still_open}); where people are in the chat; links that give a role;"
        " words of harm that nobody was told of."
    )
    return WELL


def restore_backup(options: argparse.Namespace) -> int:
    settings = read_settings()
    if read_beat(settings.alive_file) is not None:
        return _fail(f"The bot is running. Stop it first; if it was killed, wait {SECONDS_ALIVE} seconds.")
    keys, now = Keys(settings.keys_dir), make_clock(settings)()
    done = restore(options.file, settings.database, keys, now, replace_newer=options.yes)
    for line in describe_restored(done, settings.keys_dir):
        print(line)
    return WELL


def describe_restored(done: Restored, keys_dir: Path) -> Iterator[str]:
    """What whoever restores must know, one line each."""
    yield f"Restored: the database as it was on {done.made_at:%Y-%m-%d at %H:%M} UTC."
    if done.kept is not None:
        yield f"Kept: what was there before, as {done.kept}."
    elif done.replaced:
        yield "Not kept: what was there before, because it was damaged."
    if done.begun_anew:
        yield f"Begun anew, for answers to open surveys are in no backup: {_listed(done.begun_anew)}."
    if done.over:
        yield f"Closed without a result, for they were open then and are over now: {_listed(done.over)}."
    yield f"Forgotten again: {done.forgotten}, who had asked for it and had not joined since."
    if not done.list_known:
        yield f"No list of erasures in {keys_dir}: forget again whoever asked for it since then."


def _listed(titles: tuple[str, ...]) -> str:
    return ", ".join(f"“{title}”" for title in titles)


def write_the_documents(options: argparse.Namespace) -> int:
    if options.out is None:
        print("Say where both are to be written: heard documents --out FOLDER", file=sys.stderr)
        return WRONG_USAGE
    settings = read_settings()
    content = load_content(settings.content_dir, shipped_folder())
    texts = Texts(content.messages, content.forum.time_zone, content.forum.standing())
    named = {
        Role.COORDINATOR: len(settings.coordinators),
        Role.OFFICER: len(settings.officers),
        Role.SAFEGUARDING: len(settings.safeguarding),
    }
    options.out.mkdir(parents=True, exist_ok=True)
    for name, page in write_documents(content, texts, named, make_clock(settings)()).items():
        (options.out / name).write_bytes(page)
        print(options.out / name)
    return WELL


if __name__ == "__main__":
    sys.exit(main())

"""`heard support`: services of a feed or a file taken into the directory, and the directory as a file."""

import argparse
import asyncio
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from bot.actions.open_referral import (
    DirectoryChanged,
    EmptyFeed,
    look_at_feed,
    take_feed,
    write_directory,
)
from bot.core.open_referral.comparing import Changed, Gone, Plan
from bot.core.open_referral.entries import Feed, LeftOut, Taken
from bot.core.open_referral.pages import NotAFeed, read_page
from bot.core.open_referral.plain import cut_at_word, shown
from bot.exports.open_referral import write_file
from bot.feeds import FeedFailed, fetch_feed, is_address, read_document
from bot.logs import set_up_logging
from bot.making_services import make_clock, open_services
from bot.services import Services
from bot.settings import Settings, read_settings

LARGEST_FILE = 200_000_000
"""Bytes."""
MOST_NEW = 20
"""New entries that are named without --all."""


class ImportFailed(Exception):  # noqa: N818 (named as people speak of it)
    """Nothing was taken. Says why, in one line."""


def add_verbs(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    taking = verbs.add_parser("import", help="take services of Open Referral UK into the directory")
    taking.add_argument("feed", metavar="FILE-or-URL", help="a file, or the address of a feed")
    taking.add_argument("--yes", action="store_true", help="write it without asking")
    taking.add_argument("--all", action="store_true", help=f"name all that is new, not the first {MOST_NEW}")
    taking.add_argument(
        "--source", type=_source, help="by what it is known again (default: its address or name)"
    )
    taking.add_argument("--place", type=_place, help="the part of England it is for, such as county_durham")
    taking.set_defaults(verb=import_services)
    writing = verbs.add_parser("export", help="write the directory as Open Referral UK (HSDS-UK 3.0)")
    writing.add_argument("--out", type=Path, metavar="FILE", help="where to (default: to the screen)")
    writing.set_defaults(verb=export_directory)


def _source(text: str) -> str:
    if not 1 <= len(text.strip()) <= 100:
        raise argparse.ArgumentTypeError("a source has 1 to 100 characters")
    return text.strip()


def _place(text: str) -> str:
    if not (text.isascii() and text.replace("_", "").isalnum() and text.islower() and len(text) <= 24):
        raise argparse.ArgumentTypeError("a place is written such as county_durham")
    return text


def import_services(options: argparse.Namespace) -> int:
    settings = read_settings()
    set_up_logging(settings.log_level)
    asyncio.run(_import(settings, options))
    return 0


async def _import(settings: Settings, options: argparse.Namespace) -> None:
    feed = await _read(options.feed)
    if options.source:
        feed = replace(feed, source=options.source)
    async with open_services(settings, make_clock(settings)) as services:
        try:
            await _offer(services, feed, options)
        except EmptyFeed as error:
            raise ImportFailed("It holds no services, so nothing was changed.") from error
        except DirectoryChanged as error:
            raise ImportFailed(
                "Somebody changed the directory meanwhile. Nothing was written: start again."
            ) from error


async def _offer(services: Services, feed: Feed, options: argparse.Namespace) -> None:
    offer = await look_at_feed(services, feed, options.place)
    plan = offer.plan
    number = len(feed.services)
    print(f"{number} {'service' if number == 1 else 'services'} read from {feed.source}.")
    for line in [*feed.notes, *describe(plan, None if options.all else MOST_NEW)]:
        print(line)
    if not options.source and not is_address(options.feed) and is_another_feed(plan):
        raise ImportFailed(f"{feed.source} brought other services before. Name this feed with --source.")
    if plan.is_nothing:
        if plan.left_out and not (plan.same or plan.closed or plan.elsewhere):
            raise ImportFailed("No service could be taken.")
        print("There is nothing to write.")
    elif options.yes or await asyncio.to_thread(_agree):
        await take_feed(services, offer)
        print("Written. The bot shows it from the next question on.")
    elif sys.stdin.isatty():
        print("Nothing was written.")
    else:
        print("Nothing was written. Add --yes to write it.")


def is_another_feed(plan: Plan) -> bool:
    """Nothing that came under this name before is in it: two files may be called alike."""
    known = plan.same or plan.changed or any(one.status for one in plan.gone)
    return bool(plan.gone) and not known


def _agree() -> bool:
    """Asks whoever sits there; nobody there is a no."""
    if not sys.stdin.isatty():
        return False
    try:
        return input("Write this? [y/N] ").strip().casefold() in {"y", "yes"}
    except EOFError:
        return False


async def _read(named: str) -> Feed:
    """Raises ImportFailed."""
    try:
        return await fetch_feed(named, tell=_tell) if is_address(named) else _read_file(Path(named))
    except FeedFailed as error:
        raise ImportFailed(f"{_line(str(error))}.") from error
    except NotAFeed as error:
        raise ImportFailed(f"{_line(named)} is no feed: {error}.") from error


def _read_file(path: Path) -> Feed:
    """One page, a list of services, or one service."""
    if path.stat().st_size > LARGEST_FILE:
        raise ImportFailed(f"{path} is larger than a feed should be.")
    page = read_page(read_document(path.read_bytes()))
    return Feed(_line(path.name)[:100], page.services, page.version, page.is_whole)


def _tell(line: str) -> None:
    """How far it is, to whoever watches."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr)


def describe(plan: Plan, most_new: int | None) -> Iterator[str]:
    """What would change, and what was left out, each in a line of its own."""
    yield from _listed("New", [one.entry.name for one in plan.new], most_new)
    yield from _listed("Changed", map(_changed, (one for one in plan.changed if not one.is_back)))
    yield from _listed("There again", map(_changed, (one for one in plan.changed if one.is_back)))
    yield from _listed("Gone, and not shown any more", map(_gone, plan.gone))
    taken = (*plan.new, *(one.taken for one in plan.changed))
    yield from _listed("Taken without a part", [line for one in taken for line in _without(one)])
    elsewhere = [f"{one.name}, from {one.where}" for one in plan.elsewhere]
    yield from _listed("In your directory already", elsewhere, most_new)
    yield from _listed("Left out", map(_left_out, plan.left_out))
    yield f"As before: {plan.same}"
    if plan.closed:
        yield f"Not active, and not taken: {plan.closed}"
    if not plan.is_whole:
        yield "This is not the whole feed, so nothing in it is gone."


def _listed(title: str, lines: Iterable[str], most: int | None = None) -> Iterator[str]:
    every = [*lines]
    if not every:
        return
    yield f"{title}: {len(every)}"
    yield from (f"  {_line(line)}" for line in every[:most])
    if most is not None and len(every) > most:
        yield f"  and {len(every) - most} more (--all names them)"


def _line(text: str) -> str:
    """What a stranger wrote, in one line that any terminal can show."""
    return " ".join(shown(text).split())


def _changed(one: Changed) -> str:
    line = f"{one.taken.entry.name}: {', '.join(one.parts) or 'as it was'}"
    if one.kept:
        line += f"; stays as your forum changed it: {', '.join(one.kept)}"
    return f"{line}; stays hidden" if one.is_hidden else line


def _gone(one: Gone) -> str:
    return f"{one.entry.name} ({one.status})" if one.status else one.entry.name


def _without(one: Taken) -> Iterator[str]:
    return (f"{one.entry.name}: {part}" for part in one.without)


def _left_out(one: LeftOut) -> str:
    name = cut_at_word(one.name, 60) or (f"service {one.at}" if one.at else "a service")
    return f"{name} ({cut_at_word(one.id, 60) or 'no id'}): {one.reason}"


def export_directory(options: argparse.Namespace) -> int:
    settings = read_settings()
    set_up_logging(settings.log_level)
    document = asyncio.run(_export(settings))
    if options.out is None:
        _to_screen(document)
    else:
        write_file(options.out, document)
        print(options.out)
    return 0


async def _export(settings: Settings) -> bytes:
    async with open_services(settings, make_clock(settings)) as services:
        return await write_directory(services)


def _to_screen(document: bytes) -> None:
    """What cannot be written is told once, and not again when Python ends."""
    try:
        sys.stdout.buffer.write(document)
        sys.stdout.buffer.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise

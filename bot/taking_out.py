"""`heard export`: surveys, the record and all else that the forum heard, as files."""

import argparse
import asyncio
import os
import sys
from datetime import datetime
from pathlib import Path

from bot.actions.regulation_56 import find_pack
from bot.actions.writing_files import LeftOut, export
from bot.command_errors import KNOWN, in_words
from bot.core.exporting import AllReleased, Form, LocalOffer, Topic, What, read_what
from bot.core.impact import Period, Span
from bot.core.refusal import Refusal
from bot.core.regulation_56 import name_period, read_period
from bot.core.words import Reader
from bot.logs import set_up_logging
from bot.making_services import make_clock, open_services
from bot.services import Services
from bot.settings import Settings, read_settings

GENTLY = 10
"""Whoever taps goes before whoever takes out a large file."""
FORMS = ", ".join(Form)
TOPICS = ", ".join([*Topic, str(LocalOffer()), str(AllReleased())])


def add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", type=_what, metavar="WHAT", help=f"the number of a survey or vote; or {TOPICS}"
    )
    parser.add_argument(
        "--form",
        type=_form,
        action="append",
        metavar="FORM",
        help=f"{FORMS} (default: csv; may be given again)",
    )
    parser.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="(default: this one)")
    parser.add_argument(
        "--period",
        type=_period,
        metavar="TIME",
        help=f"of {LocalOffer()}: a school year, quarter or month that is over, such as 2025-26,"
        " 2026-09-to-2026-11 or 2026-11 (default: the newest school year with comments; where none is over"
        " yet, the newest quarter or month, which is said)",
    )
    parser.add_argument("--one-file", action="store_true", help="several files as one zip")
    parser.add_argument("--without-responses", action="store_true", help="the summary alone")
    parser.add_argument("--without-texts", action="store_true", help="nothing that people wrote")
    parser.add_argument("--page", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--at", type=datetime.fromisoformat, help=argparse.SUPPRESS)
    parser.set_defaults(verb=export_files)


def _what(said: str) -> What:
    what = read_what(said)
    if what is None:
        raise argparse.ArgumentTypeError(f"there is no {said}; give the number of a survey, or {TOPICS}")
    return what


def _form(said: str) -> Form:
    try:
        return Form(said)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"there is no {said}; give one of {FORMS}") from error


def _period(said: str) -> Period:
    try:
        return read_period(said)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{said} is no school year, quarter or month such as 2025-26, 2026-09-to-2026-11 or 2026-11"
        ) from error


def export_files(options: argparse.Namespace) -> int:
    if isinstance(options.what, LocalOffer):
        if options.without_texts:
            print(f"--without-texts leaves nothing of {LocalOffer()}.", file=sys.stderr)
            return 2
        options.what = LocalOffer(options.period or options.what.period)
    elif options.period is not None:
        print(f"--period goes with {LocalOffer()} alone.", file=sys.stderr)
        return 2
    settings = read_settings()
    set_up_logging(settings.log_level)
    if not settings.database.exists():
        print(f"There is no database at {settings.database}. Is HEARD_DATA_DIR right?", file=sys.stderr)
        return 1
    return asyncio.run(_export(settings, options))


async def _export(settings: Settings, options: argparse.Namespace) -> int:
    clock = make_clock(settings) if options.at is None else lambda: options.at
    async with open_services(settings, clock) as services:
        missing: list[LeftOut] = []
        try:
            written = await export(
                services,
                await with_period(services, options.what),
                options.form or [Form.CSV],
                options.out,
                one_file=options.one_file,
                responses=not options.without_responses,
                texts=not options.without_texts,
                page=options.page,
                leave_out=missing.append,
            )
        except Refusal as refusal:
            if refusal.key == "no_such_survey":
                said = f"There is no survey number {options.what}."
            else:
                said = _why(services, refusal)
            print(said, file=sys.stderr)
            return 1
        for one in missing:
            print(f"Left out: {one.title}. {_why(services, one.refusal)}", file=sys.stderr)
    for path in written:
        print(path)
    return 1 if missing else 0


def _why(services: Services, refusal: Refusal) -> str:
    return services.texts.button(Reader(), f"refused_{refusal.key}", **refusal.values)


async def with_period(services: Services, what: What) -> What:
    """Of comments on the Local Offer the time that is taken, said where it is no school year."""
    if not isinstance(what, LocalOffer) or what.period is not None:
        return what
    period = (await services.store.read(find_pack, services, None)).period
    if period.span is not Span.SCHOOL_YEAR:
        said = f"No school year with comments is over yet. These are of {name_period(period)}."
        print(said, file=sys.stderr)
    return LocalOffer(period)


def main() -> int:
    """This verb by itself, as the bot runs it beside itself: it starts in half the time of the whole."""
    parser = argparse.ArgumentParser(prog="heard export")
    add_export(parser)
    os.nice(GENTLY)
    try:
        return export_files(parser.parse_args())
    except KNOWN as error:
        print(in_words(error), file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())

"""Links to share, each with a QR code as a picture that can be printed."""

import asyncio
import io
import sqlite3
from dataclasses import dataclass

import segno

from bot.actions.members import check_role
from bot.actions.role_links import make_role_link
from bot.core.asking import Asking
from bot.core.people import Caller, Role
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import surveys

SIDE = 1200
"""Pixels at least: ten centimetres at 300 dots an inch."""
MARGIN = 4
"""Light modules around the code: scanners need them."""


@dataclass(frozen=True)
class LinkChoice:
    reader: Reader
    askings: tuple[Asking, ...]


@dataclass(frozen=True)
class Link:
    """`asking`: what it leads to; None for joining. `picture`: the same address as a PNG."""

    reader: Reader
    asking: Asking | None
    address: str
    picture: bytes


async def list_links(services: Services, caller: Caller) -> LinkChoice:
    def question(db: sqlite3.Connection) -> LinkChoice:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return LinkChoice(person.reader, tuple(surveys.list_open(db, services.clock())))

    return await services.store.read(question)


async def make_link(services: Services, caller: Caller, survey: int) -> Link:
    """`survey`: nought for joining."""

    def question(db: sqlite3.Connection) -> tuple[Reader, Asking | None]:
        person = check_role(services, db, caller, Role.COORDINATOR)
        asking = surveys.find(db, survey) if survey else None
        if survey and asking is None:
            raise Refusal("old_button")
        if asking is not None:
            asking.check_open(services.clock())
        return person.reader, asking

    reader, asking = await services.store.read(question)
    address = _address(services, "" if asking is None else f"{'v' if asking.is_vote else 's'}_{asking.id}")
    return Link(reader, asking, address, await asyncio.to_thread(draw_code, address))


def _address(services: Services, payload: str) -> str:
    address = f"https://t.me/{services.bot_name}"
    return f"{address}?start={payload}" if payload else address


def draw_code(address: str) -> bytes:
    """Black on white, at least `SIDE` pixels wide."""
    code = segno.make(address, error="m", micro=False)
    modules = code.symbol_size(border=MARGIN)[0]
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=-(-SIDE // modules), border=MARGIN)
    return picture.getvalue()


@dataclass(frozen=True)
class WorkerLink:
    reader: Reader
    address: str


async def make_worker_link(services: Services, caller: Caller) -> WorkerLink:
    """Works once; replaces the one before."""
    reader, code = await make_role_link(services, caller, Role.WORKER)
    return WorkerLink(reader, role_address(services, code))


def role_address(services: Services, code: str) -> str:
    """Of a link that gives a role."""
    return _address(services, f"r_{code}")

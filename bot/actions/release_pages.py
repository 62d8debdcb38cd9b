"""The download page of a release, for an officer without Telegram: made, opened with a code, read, pulled."""

import asyncio
import sqlite3
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from secrets import choice, token_urlsafe

from bot.actions import audit
from bot.actions.describing import forms_to_pull, released_thing
from bot.actions.going_out import tell_coordinators
from bot.actions.members import check_role
from bot.actions.pulling import make_files
from bot.actions.pulls import in_force, note_pull
from bot.actions.releases import Named, ReleasePage, named, page_of
from bot.core.buttons.releases import ShowRelease
from bot.core.exporting import Form
from bot.core.people import Caller, Role
from bot.core.posts import Post, PostButton
from bot.core.refusal import Refusal
from bot.core.release_pages import CODE_LENGTH, LASTS, LETTERS, Door, code_digest, digest
from bot.core.rows import PLAIN
from bot.core.words import Reader
from bot.exports import frame
from bot.exports.door_page import write_door
from bot.exports.workbench import workbench
from bot.services import Services
from bot.store import release_pages, releases

PATH = "/release"
MOST_AT_ONCE = 2
"""Pages and files that are made at the same time; the others wait."""
OVER = {"release_withdrawn": Door.WITHDRAWN, "release_replaced": Door.REPLACED}


@dataclass(frozen=True)
class MadePage:
    """`address` and `code` are known to whoever asked alone: only digests are stored. `again`: a page before
    it ends with it."""

    of: ReleasePage
    address: str
    code: str
    again: bool


@dataclass(frozen=True)
class Answer:
    """What the browser gets. `session`: the new one, when the code was right."""

    door: Door
    body: bytes
    session: str = ""


async def make_page(services: Services, caller: Caller, release: int) -> MadePage:
    """The page before it, if there was one, opens no more."""
    if not services.pages_url:
        raise Refusal("no_pages")
    link = token_urlsafe(24)
    code = "".join(choice(LETTERS) for _ in range(CODE_LENGTH))

    def story(db: sqlite3.Connection) -> MadePage:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = in_force(db, release)
        now = services.clock()
        release_pages.drop_old(db, now - LASTS)
        again = release_pages.find_of(db, release) is not None
        release_pages.put(db, digest(link), release, code_digest(link, code), now)
        audit.note(db, services, "page_made", f"release {release}", Role.COORDINATOR, caller.telegram)
        address = f"{services.pages_url.rstrip('/')}{PATH}/{link}"
        of = page_of(db, services, person.reader, found)
        return MadePage(of, address, f"{code[:4]}-{code[4:]}", again)

    return await services.store.write(story)


async def come(services: Services, link: str, session: str) -> Answer:
    """Somebody opens the link: the page, or what stands in its place."""
    door, of = await services.store.read(_door, services, link, session)
    if door is not Door.OPEN or of is None:
        return Answer(door, said(services, door))
    try:
        with place_to_make(services) as folder:
            (page,) = await make_files(services, of.release, [Form.HTML], folder, page=True)
            return Answer(door, await asyncio.to_thread(page.read_bytes))
    except Refusal as refusal:
        return refused(services, refusal)


async def try_code(services: Services, link: str, code: str) -> Answer:
    """The first right code opens the page, for this browser alone; it counts as a pull."""
    session = token_urlsafe(32)

    def story(db: sqlite3.Connection) -> Answer:
        door, of = _door(db, services, link, "")
        if door is not Door.CODE or of is None:
            return Answer(door, said(services, door))
        page = release_pages.find(db, digest(link))
        assert page is not None
        if page.code != code_digest(link, code):
            release_pages.note_wrong(db, digest(link))
            door, _ = _door(db, services, link, "")
            if door is Door.SHUT:
                _tell_shut(db, services, of.release.id)
            return Answer(door, said(services, door, wrong=True))
        release_pages.bind(db, digest(link), digest(session))
        note_pull(db, services, of.release, None)
        return Answer(Door.OPEN, b"", session)

    answer = await services.store.write(story)
    services.posts_waiting.set()
    return answer


def _tell_shut(db: sqlite3.Connection, services: Services, release: int) -> None:
    """Coordinators hear that a page was closed, not of what."""
    texts = services.texts

    def make(reader: Reader) -> Post:
        look = PostButton(label=texts.button(reader, "button_look_release"), data=ShowRelease(release).pack())
        return Post(html=texts.say(reader, "page_shut_news"), buttons=((look,),))

    tell_coordinators(db, services, f"page shut {services.random.getrandbits(40)}", make)


def place_to_make(services: Services) -> AbstractContextManager[Path]:
    """A folder for a file, for as long as it is being sent."""
    return workbench(services.store.path.parent)


async def take_file(services: Services, link: str, session: str, name: str, folder: Path) -> Path | Answer:
    """One file in the folder: `name` is one of the forms. Refused where it was withdrawn meanwhile."""
    door, of = await services.store.read(_door, services, link, session)
    if door is not Door.OPEN or of is None:
        return Answer(door, said(services, door))
    if name not in forms_to_pull(released_thing(of.release.subject)):
        return Answer(Door.UNKNOWN, said(services, Door.UNKNOWN))
    try:
        (chosen,) = await make_files(services, of.release, [Form(name)], folder)
    except Refusal as refusal:
        return refused(services, refusal)

    def story(db: sqlite3.Connection) -> Door:
        now, again = _door(db, services, link, session)
        if now is Door.OPEN and again is not None:
            note_pull(db, services, again.release, None)
        return now

    door = await services.store.write(story)
    return chosen if door is Door.OPEN else Answer(door, said(services, door))


def _door(db: sqlite3.Connection, services: Services, link: str, session: str) -> tuple[Door, Named | None]:
    page = release_pages.find(db, digest(link))
    if page is None:
        return Door.UNKNOWN, None
    door = page.door(session, services.clock())
    release = releases.find(db, page.release)
    assert release is not None
    if door in {Door.OPEN, Door.CODE} and not release.in_force:
        return Door.REPLACED if release.replaced else Door.WITHDRAWN, None
    return door, named(db, release)


def said(services: Services, door: Door, *, wrong: bool = False) -> bytes:
    """The page that stands at a door."""
    say = services.texts.button
    lines = say(PLAIN, f"page_{door}").split("\n")
    trouble = say(PLAIN, "page_wrong") if wrong and door is Door.CODE else ""
    title = say(PLAIN, "page_title")
    if door is not Door.CODE:
        return write_door(title, lines)
    return write_door(title, lines, trouble, say(PLAIN, "page_label_code"), say(PLAIN, "page_send"))


def refused(services: Services, refusal: Refusal) -> Answer:
    """What may be given out no more, such as a release that was withdrawn while its files were made."""
    if refusal.key in OVER:
        return Answer(OVER[refusal.key], said(services, OVER[refusal.key]))
    say = services.texts.button
    why = say(PLAIN, f"refused_{refusal.key}", **refusal.values)
    return Answer(Door.WITHDRAWN, write_door(say(PLAIN, "page_title"), [why]))


def apology(services: Services) -> bytes:
    say = services.texts.button
    return write_door(say(PLAIN, "page_title"), [say(PLAIN, "page_busy")])


def content_policy() -> str:
    """What the pages may do: nothing but show themselves, and send the code to where they came from."""
    return f"{frame.content_policy()}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

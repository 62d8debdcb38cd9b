"""All that the software gives out of one survey: as it is sent, written into files, and shown on the page."""

import sqlite3
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch
from zipfile import ZipFile

from bot.actions import joining, pulling, release_pages, releases, sharing
from bot.actions.closing import close_survey, finish_closing
from bot.actions.drawing import draw_charts
from bot.actions.writing_files import export
from bot.charts import AnyChart, Drawing
from bot.content.markup import visible
from bot.core.answers import Counted
from bot.core.bands import Bands
from bot.core.exporting import Form, What
from bot.core.forum import Forum
from bot.core.people import AgeBand, Audience, Caller, Role
from bot.core.posts import Post
from bot.core.refusal import Refusal
from bot.core.release_pages import Door
from bot.core.releases import Scope, Subject
from bot.core.releases import What as Kind
from bot.core.rooms import Body, RoomState, as_people
from bot.services import Services
from bot.store import people, responses, rooms
from tests.exports.closed import ask, exporting
from tests.privacy.some_forum import WHO, SomeForum

ROSALIND, TARIQ = 700_000_001, 700_000_002
"""A coordinator, and a member who took part in everything."""


@dataclass
class Papers:
    """`letters`: as they are read in a chat. `files`: each with its name; `pages`: those of HTML. `charts`:
    what pictures show."""

    letters: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    charts: list[AnyChart] = field(default_factory=list)


@dataclass(frozen=True)
class Giver:
    """One person as stored after closing: the bands, what was answered, and whether in a room."""

    bands: Bands
    counted: Counted


@dataclass
class Archive:
    """A forum that closes one survey after the other. `charts`: what it was asked to draw."""

    services: Services
    charts: list[AnyChart]
    _times: "count[int]" = field(default_factory=count)

    @property
    def groups(self) -> dict[str, tuple[str, str]]:
        """What the name of each group stands for: by what people are split, and which of these they are."""
        messages, areas = self.services.content.messages, self.services.content.forum.areas
        found = {area.text.usual: ("area", area.id) for area in areas}
        found |= {option["text"]: ("who", option["id"]) for option in WHO}
        bands = [*(("audience", one) for one in Audience), *(("age", one) for one in AgeBand)]
        found |= {
            messages[f"group_{one}"].usual: (by, str(one)) for by, one in bands if f"group_{one}" in messages
        }
        return found | {"In the room": ("room", "room"), "In the chat": ("room", "rest")}

    @property
    def rest(self) -> str:
        return self.services.content.messages["group_rest"].usual

    async def close(self, forum: SomeForum) -> tuple[int, list[Giver]]:
        """The number of the survey, and what nobody may find out."""
        at = self.of(forum)
        number = await at.store.write(_close, at, forum)
        given = await at.store.read(_givers, forum, number)
        await finish_closing(at, number)
        return number, given

    def of(self, forum: SomeForum) -> Services:
        """With the threshold and the chances of this one."""
        changed = {**self.services.content.forum.model_dump(), "threshold": forum.threshold}
        content = self.services.content.model_copy(update={"forum": Forum.model_validate(changed)})
        return replace(self.services, content=content, random=Random(f"{forum.seed} {next(self._times)}"))

    async def give_out(self, forum: SomeForum, number: int) -> Papers:
        """To everybody who may have it, everything there is."""
        services, papers = self.of(forum), Papers(charts=self.charts)
        await _look_everywhere(services, number)
        papers.letters += await services.store.read(_letters)
        with TemporaryDirectory() as folder:
            for form in Form:
                try:
                    written = await export(services, number, [form], Path(folder) / form)
                except Refusal:
                    continue
                papers.files += [(path.name, path.read_bytes()) for path in written]
        papers.files += await _pull(services, number)
        papers.pages += [text.decode() for name, text in papers.files if name.endswith(".html")]
        return papers


@asynccontextmanager
async def archive(folder: Path) -> AsyncIterator[Archive]:
    """Nothing is drawn: what would be is kept instead."""
    charts: list[AnyChart] = []

    async def keep(wanted: Sequence[AnyChart]) -> list[Drawing]:
        charts.extend(wanted)
        return [Drawing(b"png", 1, 1) for _ in wanted]

    async with exporting(folder) as exporter:
        with ExitStack() as stack:
            stack.enter_context(patch.object(pulling, "export_apart", _export_here))
            for name, module in [*sys.modules.items()]:
                if name.startswith("bot.") and getattr(module, "draw_charts", None) is draw_charts:
                    stack.enter_context(patch.object(module, "draw_charts", keep))
            appointed = {Role.COORDINATOR: frozenset({ROSALIND})}
            services = replace(
                exporter.services,
                appointed=appointed,
                pages_url="https://forum.example",
                texts=exporter.services.texts,
            )
            for telegram in (ROSALIND, TARIQ):
                version = services.content.forum.notice_version
                await joining.join(services, Caller(telegram), version, Audience.PARENT, None, "")
            yield Archive(services, charts)


async def _export_here(
    services: Services, what: What, forms: Sequence[Form], folder: Path, *, page: bool = False
) -> list[Path]:
    """As the child process does it."""
    return await export(services, what, forms, folder, one_file=True, page=page)


def _close(db: sqlite3.Connection, services: Services, forum: SomeForum) -> int:
    db.execute("DELETE FROM post")
    opened = ask(db, forum.survey, forum.said, forum.hands)
    tariq = people.find(db, TARIQ)
    assert tariq is not None
    for number, tallies in forum.rooms:
        begun = rooms.begin(db, opened, "coordinator", tariq.id, "2026-11-10")
        room = rooms.find(db, begun)
        assert room is not None
        body = Body(tallies=tallies)
        rooms.save(db, replace(room, place="The hall", people=number, state=RoomState.COUNTED, body=body))
    db.execute("INSERT INTO participation (survey, person) VALUES (?, ?)", (opened, tariq.id))
    close_survey(db, services, opened)
    return opened


def _givers(db: sqlite3.Connection, forum: SomeForum, number: int) -> list[Giver]:
    """Everybody who counts, with the bands that are left of them."""
    bands = [bands for _, bands in responses.find_bands(db, number)]
    counted = [*responses.all_counted(db, number)]
    chat = [Giver(*each) for each in zip(bands, counted, strict=True)]
    in_room = [
        Giver((None,) * 3, one)
        for room in rooms.of_survey(db, number)
        for one in as_people(forum.survey, room)
    ]
    return [*chat, *in_room]


async def _look_everywhere(services: Services, number: int) -> None:
    """A coordinator looks at the result, and at it group by group; then all members may see it."""
    rosalind = Caller(ROSALIND)
    page = await sharing.show_result(services, rosalind, number)
    for by in page.splits:
        await sharing.show_result(services, rosalind, number, by)
    try:
        await sharing.share_result(services, rosalind, number, True)
    except Refusal:
        return
    await sharing.show_result(services, Caller(TARIQ), number)


def _letters(db: sqlite3.Connection) -> list[str]:
    bodies = db.execute("SELECT body FROM post ORDER BY id")
    return [visible(Post.model_validate_json(row[0]).html) for row in bodies]


async def _pull(services: Services, number: int) -> list[tuple[str, bytes]]:
    """The page and the tables of a release, as somebody without Telegram gets them: with all that can be
    released."""
    subject = Subject(Kind.SURVEY, number)
    for scope in (Scope(responses=True, texts=True), Scope()):
        try:
            released = await releases.release_now(services, Caller(ROSALIND), subject, scope)
        except Refusal:
            continue
        made = await release_pages.make_page(services, Caller(ROSALIND), released.named.release.id)
        link = made.address.rpartition("/")[2]
        session = (await release_pages.try_code(services, link, made.code)).session
        answer = await release_pages.come(services, link, session)
        assert answer.door is Door.OPEN
        with release_pages.place_to_make(services) as folder:
            taken = await release_pages.take_file(services, link, session, Form.CSV, folder)
            assert isinstance(taken, Path)
            with ZipFile(taken) as packed:
                tables = [(name, packed.read(name)) for name in packed.namelist()]
        return [("page.html", answer.body), *tables]
    return []

"""All of a forum's content: read, checked, told about."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError

from bot.content.files import read_document
from bot.content.harm import HARM, read_harm
from bot.content.jargon import read_jargon
from bot.content.languages import tell_gaps
from bot.content.messages import read_messages
from bot.content.organisations import read_organisations, tell_unchecked
from bot.content.pictures import read_pictures
from bot.content.problems import BadContent, Findings, Report
from bot.content.surveys import Shelf, read_surveys
from bot.content.topics import read_speech, read_topics
from bot.content.wording import nearest, tell
from bot.core.forum import Forum
from bot.core.harm import HarmWords
from bot.core.jargon import Term
from bot.core.model import Model
from bot.core.option_check import alike
from bot.core.support.organisations import Organisation
from bot.core.support.topics import Speech, Topic
from bot.core.surveys import Survey
from bot.core.words import Words, words_in

_READ = (
    *("forum.yaml", "surveys", "messages", "jargon.yaml", "pictures", HARM),
    *("organisations", "topics.yaml", "speech.yaml"),
)


class Content(Model):
    """Everything that the forum may edit."""

    forum: Forum
    surveys: Mapping[str, Survey]
    messages: Mapping[str, Words]
    jargon: Mapping[str, Term] = {}
    pictures: Mapping[str, Path] = {}
    harm: HarmWords = Field(default_factory=HarmWords)
    topics: Mapping[str, Topic] = {}
    organisations: Mapping[str, Organisation] = {}
    speech: Speech = Speech()


def shipped_folder() -> Path:
    """The content that comes with the bot: inside the installed package, or in the checkout."""
    package = Path(__file__).parent.parent
    installed = package / "default_content"
    return installed if installed.is_dir() else package.parent / "content"


def load_content(folder: Path, shipped: Path) -> Content:
    """The content in use. Raises BadContent with every problem there is."""
    findings = Findings()
    with _uncollected():
        content = _read(folder, shipped, findings)
    if content is None or findings.problems:
        raise BadContent(findings.problems)
    return content


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nearly all that is made while reading stays. Python would go through it again and again, looking for
    garbage: a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check_content(folder: Path, shipped: Path, today: date, somebody_leads: bool = True) -> Report:
    """Everything worth telling about the content, good and bad. `today`: for entries checked long ago.

    `somebody_leads`: the settings or a coordinator named a safeguarding lead.
    """
    findings = Findings()
    content = _read(folder, shipped, findings)
    if content is not None and content.forum.safeguarding.has_lead and not somebody_leads:
        _tell_no_lead(_own_or_shipped(folder, shipped, "forum.yaml"), findings)
    if content is not None:
        tell_unchecked(content.organisations.values(), folder, today, findings)
    found = () if content is None else tuple(_found(content))
    return Report(tuple(findings.problems), tuple(findings.notes), found)


def _read(folder: Path, shipped: Path, findings: Findings) -> Content | None:
    own = folder if folder.is_dir() and not folder.samefile(shipped) else shipped
    if not folder.is_dir():
        findings.note(folder, (), "There is no such folder, so the example forum is used.")
    _tell_strangers(own, shipped, findings)
    messages = read_messages(own, shipped, findings)
    forum = _read_forum(_own_or_shipped(own, shipped, "forum.yaml"), findings)
    topics = read_topics(own, shipped, findings)
    sets = read_organisations(own, shipped, forum, topics, findings)
    jargon = read_jargon(own, shipped, {*topics, *sets.known}, findings)
    pictures = _read_pictures(own, shipped, findings)
    harm = read_harm(own, shipped, findings)
    themes = () if forum is None else tuple(theme.id for theme in forum.themes)
    shelf = Shelf(messages, jargon, pictures, themes)
    surveys = read_surveys(_own_or_shipped(own, shipped, "surveys"), shelf, findings)
    if forum is None:
        return None
    content = Content(
        forum=forum,
        surveys=surveys,
        messages=messages,
        jargon=jargon,
        pictures=pictures,
        harm=harm,
        topics=topics,
        organisations=sets.used,
        speech=read_speech(own, shipped, findings),
    )
    tell_gaps(content.forum.languages, _texts_by_file(content), own, findings)
    return content


def _read_pictures(own: Path, shipped: Path, findings: Findings) -> dict[str, Path]:
    """The forum's own stand beside the shipped ones, or in their place."""
    pictures: dict[str, Path] = {}
    for folder in dict.fromkeys((shipped, own)):
        pictures |= read_pictures(folder / "pictures", findings)
    return pictures


def _texts_by_file(content: Content) -> dict[str, list[Words]]:
    """What people read, by what it is part of."""
    parts: dict[str, object] = {f"survey {one.id}": one for one in content.surveys.values()}
    parts |= {"jargon": tuple(content.jargon.values()), "topics": tuple(content.topics.values())}
    parts["organisations"] = tuple(content.organisations.values())
    texts = {where: [words for _, words in words_in(part)] for where, part in parts.items()}
    return {"messages": [*content.messages.values()], **texts}


def _tell_strangers(own: Path, shipped: Path, findings: Findings) -> None:
    """A file with a wrong name would be passed over in silence, and the example stand in its place."""
    for path in sorted(own.iterdir()):
        if path.name not in _READ and path.suffix != ".md" and path.name[0] != ".":
            what = f"Heard does not read `{path.name}`."
            findings.note(path, (), f"{what} {nearest(path.name, _READ)}".strip())
    if own != shipped and not (own / "forum.yaml").exists():
        findings.note(own, (), "There is no `forum.yaml`, so the example forum is used.")


def _own_or_shipped(own: Path, shipped: Path, name: str) -> Path:
    return own / name if (own / name).exists() else shipped / name


def _read_forum(path: Path, findings: Findings) -> Forum | None:
    file = read_document(path, findings)
    if file is None:
        return None
    try:
        forum = Forum.model_validate(file.value)
    except ValidationError as error:
        tell(error, Forum, (), file, findings)
        return None
    _tell_invented(path, forum, findings)
    for key, options in (("areas", forum.areas), ("themes", forum.themes)):
        for fault in alike(options, (key,)):
            findings.problem(path, fault.place, fault.what, fault.remedy, file.line(fault.place))
    return forum


def _tell_invented(path: Path, forum: Forum, findings: Findings) -> None:
    """A real forum must not go out with the numbers of the example."""
    for name, phone in forum.invented().items():
        findings.note(path, (), f"{phone} ({name}) is an invented number. Put a real one in.")


def _tell_no_lead(path: Path, findings: Findings) -> None:
    """Somebody could write that a child is being hurt, and nobody would hear of it."""
    what = "No safeguarding lead is named, so nobody would be alerted."
    remedy = (
        "Put their Telegram numbers into HEARD_SAFEGUARDING, the lead first. If the forum has none, write"
        " `has_lead: false` below `safeguarding`: then only the card of urgent help is shown."
    )
    findings.problem(path, ("safeguarding",), what, remedy)


def _found(content: Content) -> Iterator[str]:
    yield f"the forum: {content.forum.name}, {content.forum.place}"
    yield _count(len(content.surveys), "survey")
    for survey in content.surveys.values():
        yield f"survey {survey.id}: {survey.title.usual} ({_count(survey.length, 'question')})"
    yield _count(len(content.messages), "message")
    yield _count(len(content.jargon), "hard word")
    yield _count(len(content.pictures), "picture")
    yield _count(content.harm.length, "phrase") + " of harm"
    yield _count(len(content.topics), "topic")
    yield _count(len(content.organisations), "organisation")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

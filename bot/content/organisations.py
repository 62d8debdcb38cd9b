"""The directory: the shipped sets that are in use, and the forum's own entries beside them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from bot.content.files import Document, read_document, yaml_files
from bot.content.plain_english import tell_long_sentences
from bot.content.problems import Findings
from bot.content.wording import nearest, tell
from bot.core.forum import Forum
from bot.core.support.organisations import DirectorySet, Organisation, organisation_faults

ORGANISATIONS = "organisations"


@dataclass(frozen=True)
class Sets:
    """`used`: the entries that people are shown. `known`: ids of all that any file holds."""

    used: Mapping[str, Organisation]
    known: frozenset[str]


@dataclass(frozen=True)
class _File:
    document: Document
    entries: tuple[Organisation, ...]

    @property
    def name(self) -> str:
        return self.document.path.stem


def read_organisations(
    own: Path, shipped: Path, forum: Forum | None, topics: Collection[str], findings: Findings
) -> Sets:
    """Every file is read, so that what is wrong is found before a set is taken into use."""
    theirs = _read_folder(shipped / ORGANISATIONS, findings)
    ours = [] if own == shipped else _read_folder(own / ORGANISATIONS, findings)
    areas = () if forum is None else tuple(area.id for area in forum.areas)
    known = frozenset(one.id for file in (*theirs, *ours) for one in file.entries)
    for files, bands in ((theirs, ()), (ours, areas)):
        for file in files:
            _tell_unknown(file, topics, bands, known, findings)
    named = () if forum is None else forum.directory
    if forum is not None:
        _tell_missing_sets(own, shipped, forum, findings)
    used = [file for name in named for file in theirs if file.name == name] + ours
    return Sets({one.id: one for file in used for one in file.entries}, known)


def tell_unchecked(organisations: Collection[Organisation], folder: Path, today: date, to: Findings) -> None:
    """What nobody of the forum has checked, or not for six months, and what could not be confirmed."""
    never = [one.name for one in organisations if one.checked is None]
    stale = [f"{one.name} ({one.checked})" for one in organisations if one.stale(today)]
    future = [one.name for one in organisations if one.checked is not None and one.checked > today]
    for what, names in (
        ("Your forum has never checked", never),
        ("Checked more than six months ago", stale),
        ("Checked on a day that is yet to come", future),
    ):
        if names:
            to.note(folder, (ORGANISATIONS,), f"{what}: {', '.join(names)}.")
    for one in organisations:
        if one.doubtful:
            to.note(folder, (ORGANISATIONS, one.id), f"{one.name}: {one.doubtful}")


def _read_folder(folder: Path, findings: Findings) -> list[_File]:
    return [file for path in yaml_files(folder) if (file := _read(path, findings)) is not None]


def _read(path: Path, findings: Findings) -> _File | None:
    document = read_document(path, findings)
    if document is None:
        return None
    try:
        found = DirectorySet.model_validate(document.value)
    except ValidationError as error:
        tell(error, DirectorySet, (), document, findings)
        return None
    for fault in organisation_faults(found.organisations):
        findings.problem(path, fault.place, fault.what, fault.remedy, document.line(fault.place))
    tell_long_sentences(found, path, findings)
    return _File(document, found.entries())


def _tell_unknown(
    file: _File, topics: Collection[str], areas: Collection[str], known: Collection[str], findings: Findings
) -> None:
    """Topics, areas and organisations that an entry names and that are not there."""
    for at, one in enumerate(file.entries):
        for key, name, among, remedy in _named(one, topics, areas, known):
            if name not in among:
                place = ("organisations", at, key)
                what = f"There is no `{name}` for `{key}`."
                line = file.document.line((*place, name) if key == "topics" else place)
                findings.problem(file.document.path, place, what, nearest(name, among) or remedy, line)


def _named(
    one: Organisation, topics: Collection[str], areas: Collection[str], known: Collection[str]
) -> Iterator[tuple[str, str, Collection[str], str]]:
    for topic in one.topics:
        yield "topics", topic, topics, "Take one from `topics.yaml`, or add it there."
    for area in one.areas:
        yield "areas", area, areas, "Take one of the `areas` of `forum.yaml`."
    if one.instead_of is not None:
        yield "instead_of", one.instead_of, known, "Take the id of another organisation."


def _tell_missing_sets(own: Path, shipped: Path, forum: Forum, findings: Findings) -> None:
    names = [path.stem for path in yaml_files(shipped / ORGANISATIONS)]
    path = own / "forum.yaml" if (own / "forum.yaml").exists() else shipped / "forum.yaml"
    for at, name in enumerate(forum.directory):
        if name not in names:
            what = f"There is no set of organisations called `{name}`."
            remedy = nearest(name, names) or f"Choose from {', '.join(names) or 'none'}."
            findings.problem(path, ("directory", at), what, remedy)

"""The documents say what the code does: commands, settings, rooms, tables, libraries, links."""

import re
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.handlers.menus import FOR_ALL, FOR_ROLE
from bot.handlers.routes import COMMANDS
from bot.settings import Settings
from bot.store.migrations import migrate
from tests.documents import ROOT, code_words, plain, read, rows, section

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")])
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)

# Folders of the image, the webhook's path, and what is said to @BotFather.
NO_COMMANDS = {"data", "keys", "telegram", "newbot"}


# Commands and settings


def menu_commands() -> set[str]:
    return {*FOR_ALL, *(command for commands in FOR_ROLE.values() for command in commands)}


def test_every_chat_command_is_in_the_readme_and_nothing_else_is() -> None:
    written = {word[1:] for word in rows(section(read("README.md"), "Commands"), "command") if word[0] == "/"}

    assert written == {*COMMANDS} | menu_commands()


def test_the_coordinator_guide_names_every_command_that_a_coordinator_has() -> None:
    named = {word.removeprefix("/") for word in code_words(read("docs/guide-coordinator.md"))}

    own = {command for role, commands in FOR_ROLE.items() if role == "coordinator" for command in commands}
    assert {*FOR_ALL} | own <= named


@each_document
def test_a_document_names_no_chat_command_that_is_not_there(document: Path) -> None:
    named = {word[1:] for word in code_words(document.read_text("utf-8")) if re.fullmatch(r"/[a-z]+", word)}

    assert named - NO_COMMANDS <= {*COMMANDS} | menu_commands()


def test_every_verb_of_the_command_line_and_its_options_are_in_the_readme(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = section(read("README.md"), "Commands")
    verbs = re.findall(r"^ {4}([a-z]+)(?: {2,}\S|$)", help_of(capsys), re.MULTILINE)
    written = {row.split()[1] for row in rows(said, "command") if row.startswith("heard ")}

    assert verbs
    assert written == {*verbs, "--version"}
    for verb in verbs:
        options = set(re.findall(r"--[a-z]+", help_of(capsys, verb))) - {"--help"}
        assert [option for option in sorted(options) if option not in said] == []


def help_of(capsys: pytest.CaptureFixture[str], *verb: str) -> str:
    with pytest.raises(SystemExit):
        main([*verb, "--help"])
    return capsys.readouterr().out


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    written = {key: cells[0] for key, cells in rows(read("README.md"), "setting").items()}

    assert written == {
        f"HEARD_{name.upper()}": plain(field.default) for name, field in Settings.model_fields.items()
    }


@each_document
def test_a_document_names_no_setting_and_no_target_of_make_that_is_not_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    settings = set(re.findall(r"HEARD_[A-Z_]+[A-Z]", text))
    made = {word.split()[1] for word in re.findall(r"(?:^|`)(make [a-z]+)", text, re.MULTILINE)}

    assert settings <= {f"HEARD_{name.upper()}" for name in Settings.model_fields}
    assert made <= set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))


# The house


def test_every_room_of_the_house_is_on_the_map_and_no_other() -> None:
    (plan,) = re.findall(r"```\n(.*?)```", section(read("ARCHITECTURE.md"), "Rooms"), re.DOTALL)
    inside = {line.split()[0] for line in plan.splitlines() if line.startswith("  ")}
    around = {line.split()[0] for line in plan.splitlines() if not line.startswith(" ")}

    there = {path.name for path in ROOT.glob("bot/*.py")} - {"__init__.py"}
    assert inside == there | {f"{path.parent.name}/" for path in ROOT.glob("bot/*/__init__.py")}
    assert [name for name in sorted(around) if not (ROOT / name).is_dir()] == []


def test_what_each_table_could_reveal_is_written_down(tmp_path: Path) -> None:
    migrate(tmp_path / "heard.db", "2026-11-23")
    with closing(sqlite3.connect(tmp_path / "heard.db")) as db:
        there = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}

    written = rows(section(read("ARCHITECTURE.md"), "By each table"), "table")

    assert {*written} == {name for name in there if not name.startswith("sqlite_")}


def test_every_library_has_its_reason() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    asked = {re.split(r"[<>=!~\[; ]", line)[0] for line in project["dependencies"]}

    assert {*rows(section(read("ARCHITECTURE.md"), "Libraries"), "library")} == asked


# Where one document points to another, or to the code


def anchors(text: str) -> set[str]:
    """As the usual renderers make them from headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_document
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    broken = []
    for link in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        name, _, anchor = link.partition("#")
        target = document.parent / name if name else document
        if re.match(r"https://", link):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            broken.append(link)

    assert broken == []


@each_document
def test_every_picture_of_a_document_is_there_and_has_words_for_it(document: Path) -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
    found = {
        (document.parent / name).resolve().relative_to(ROOT).as_posix(): words for words, name in pictures
    }

    assert [name for name in found if not (ROOT / name).is_file()] == []
    assert all(found.values())


@each_document
def test_every_place_in_the_code_that_a_document_names_is_there(document: Path) -> None:
    rooms = {path.name for path in [*ROOT.glob("bot/*"), *ROOT.iterdir()] if path.is_dir()} - {"data", "keys"}
    named = {
        word
        for word in code_words(document.read_text(encoding="utf-8"))
        if re.fullmatch(r"[\w.]+(/[\w.]+)+/?", word) and word.partition("/")[0] in rooms
    }

    assert [place for place in sorted(named) if not is_there(place)] == []


def is_there(place: str) -> bool:
    """A file or folder from the root or from `bot`; or `handlers/routes.on_tap`, a name in a module."""
    if any((base / place).exists() for base in (ROOT, ROOT / "bot")):
        return True
    module, _, name = place.rpartition(".")
    file = ROOT / "bot" / f"{module}.py"
    return file.is_file() and bool(
        re.search(rf"^(async def|def|class) {name}\b", file.read_text(encoding="utf-8"), re.MULTILINE)
    )

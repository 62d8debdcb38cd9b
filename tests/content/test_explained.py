"""Every key that a forum's files may have is explained in docs/content.md, with its default."""

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, get_args

import pytest
import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bot.content import check_content, shipped_folder
from bot.core.forum import STANDING, Forum
from bot.core.harm import HarmWords
from bot.core.jargon import Term
from bot.core.support.organisations import DirectorySet
from bot.core.support.topics import Speech, Topic
from bot.core.surveys import Survey
from tests.content.forum_folder import TODAY
from tests.documents import code_words, plain, read, rows, section

# Where it explains the keys of each model. Kinds of questions have a table of their own.
EXPLAINED = {
    "Forum": "forum.yaml",
    "Approval": "Parent approved",
    "Safeguarding": "Safeguarding",
    "FeedbackRules": "Feedback",
    "Keeping": "Keeping",
    "Language": "A language",
    "Period": "School holidays",
    "Term": "Hard words",
    "HarmWords": "Words of harm",
    "Kind": "Words of harm",
    "DirectorySet": "The directory",
    "Organisation": "An organisation",
    "Ages": "Ages",
    "TextLine": "Text messages",
    "Topic": "Topics",
    "Speech": "How people write",
    "Contact": "A contact",
    "ChildrenServices": "Children's services",
    "Desk": "Children's services",
    "Words": "Texts in several forms",
    "Survey": "A survey file",
    "Influence": "Influence",
    "Option": "An option",
    "Condition": "Show if",
    "Line": "A line of a grid",
}
KINDS = "The kinds"
PUT_IN = {"yes_no": {"options"}, "scale": {"way_out"}}
CONTENT = "docs/content.md"

Kind = TypeVar("Kind")


def models(start: type[BaseModel]) -> set[type[BaseModel]]:
    """The models that a file is made of, from the one for the whole file on."""
    found: set[type[BaseModel]] = set()
    waiting = [start]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += [
                part
                for field in model.model_fields.values()
                for part in types_in(field.annotation, BaseModel)
            ]
    return found


def types_in(annotation: Any, base: type[Kind]) -> Iterator[type[Kind]]:
    if isinstance(annotation, type) and issubclass(annotation, base):
        yield annotation
    for part in get_args(annotation):
        yield from types_in(part, base)


FILES: tuple[type[BaseModel], ...] = (Forum, Survey, Term, HarmWords, Topic, Speech, DirectorySet)
MODELS = sorted({part for file in FILES for part in models(file)}, key=lambda model: model.__name__)
QUESTIONS = [model for model in MODELS if "kind" in model.model_fields]
SHARED = {*QUESTIONS[0].model_fields}.intersection(*(model.model_fields for model in QUESTIONS))


def needed(field: FieldInfo) -> str:
    return "yes" if field.is_required() else plain(field.get_default(call_default_factory=True))


def own_keys(question: type[BaseModel]) -> dict[str, FieldInfo]:
    """Those that not all kinds have, without what is put in when a file is read."""
    given = PUT_IN.get(kind_of(question), set())
    return {key: field for key, field in question.model_fields.items() if key not in SHARED | given}


def kind_of(question: type[BaseModel]) -> str:
    return str(get_args(question.model_fields["kind"].annotation)[0])


def explained(heading: str) -> dict[str, str]:
    return {
        key: cells[0].replace("`", "") for key, cells in rows(section(read(CONTENT), heading), "key").items()
    }


def test_every_model_of_a_file_is_explained_somewhere() -> None:
    assert {model.__name__ for model in MODELS if model not in QUESTIONS} == EXPLAINED.keys()


@pytest.mark.parametrize("heading", sorted({*EXPLAINED.values()}))
def test_every_key_of_a_file_is_explained_with_its_default(heading: str) -> None:
    wanted = {
        key: needed(field).strip("`")
        for model in MODELS
        if EXPLAINED.get(model.__name__) == heading
        for key, field in model.model_fields.items()
    }

    assert explained(heading) == wanted


def test_every_key_that_all_questions_share_is_explained_with_its_default() -> None:
    fields = QUESTIONS[0].model_fields

    assert explained("A question") == {key: needed(fields[key]).strip("`") for key in SHARED}


def test_every_kind_of_question_is_explained_with_the_keys_of_its_own() -> None:
    written = {
        kind: code_words(cells[-1]) for kind, cells in rows(section(read(CONTENT), KINDS), "kind").items()
    }
    defaults: dict[str, set[str]] = {}
    for question in QUESTIONS:
        for key, field in own_keys(question).items():
            defaults.setdefault(key, set()).add(needed(field).strip("`"))

    assert written == {kind_of(question): {*own_keys(question)} for question in QUESTIONS}
    assert explained(KINDS) == {key: " or ".join(sorted(either)) for key, either in defaults.items()}


def test_every_word_that_a_key_takes_is_explained() -> None:
    words = {
        str(value.value)
        for model in MODELS
        for field in model.model_fields.values()
        for choices in types_in(field.annotation, Enum)
        for value in choices
    }

    assert words <= code_words(read(CONTENT))


def test_every_file_of_messages_and_every_standing_value_is_named() -> None:
    said = section(read(CONTENT), "Messages")

    assert {*rows(said, "file")} == {path.name for path in shipped_folder().glob("messages/*.yaml")}
    assert code_words(said) >= STANDING


def test_the_examples_of_files_are_good_content(tmp_path: Path) -> None:
    found = re.findall(r"```yaml\n(.*?)```", read(CONTENT), re.DOTALL)
    forum, words, translated, *surveys, messages, polish, jargon, harm, directory, topics, speech = found
    write(tmp_path / "harm.yaml", harm)
    write(tmp_path / "forum.yaml", forum)
    write(tmp_path / "jargon.yaml", jargon)
    write(tmp_path / "organisations" / "ours.yaml", directory)
    write(tmp_path / "topics.yaml", topics)
    write(tmp_path / "speech.yaml", speech)
    for survey in surveys:
        write(tmp_path / "surveys" / f"{yaml.safe_load(survey)['id']}.yaml", survey)
    write(tmp_path / "messages" / "ours.yaml", messages)
    write(tmp_path / "messages" / "polish.yaml", polish)

    report = check_content(tmp_path, shipped_folder(), TODAY)

    assert report.problems == ()
    notes = [str(note) for note in report.notes]
    expected = ("invented", "never checked", "in one document only", "25 or more")
    assert [
        note for note in notes if not note.endswith(" yet.") and not any(words in note for words in expected)
    ] == []
    assert {question["kind"] for question in yaml.safe_load(surveys[-1])["questions"]} == {
        kind_of(question) for question in QUESTIONS
    }
    assert yaml.safe_load(words)["text"]["young"]
    assert yaml.safe_load(translated)["text"]["translations"]["ar"]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")

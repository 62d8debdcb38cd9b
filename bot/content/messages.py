"""The messages: the shipped ones, and those that a forum puts in their place."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError, TemplateSyntaxError
from pydantic import ValidationError

from bot.content.files import Document, read_document, yaml_files
from bot.content.markup import broken_markup, visible
from bot.content.plain_english import long_sentences, longer_than_usual
from bot.content.problems import Findings, Place
from bot.content.wording import Said, nearest, tell
from bot.core.forum import STANDING
from bot.core.lengths import TOAST, units
from bot.core.templates import make_environment, names_used
from bot.core.words import Words

LONGEST_MESSAGE = 3500
"""Telegram takes 4096; the rest is for values longer than our samples."""
_PLAIN = {"button_": 40, "answer_": 40, "option_": 60, "toast_": TOAST, "refused_": TOAST}
"""Shown without tags, and the most characters that fit."""


class Sample(int):
    """Stands for any value: counts, is compared, is gone through, and reads as a short text."""

    def __str__(self) -> str:
        return "for example"

    def __format__(self, _: str) -> str:
        return str(self)

    def __len__(self) -> int:
        return 2

    def __iter__(self) -> Iterator["Sample"]:
        return iter((Sample(1), Sample(2)))


@dataclass(frozen=True)
class Message:
    words: Words
    file: Document


def read_messages(folder: Path, shipped: Path, findings: Findings) -> dict[str, Words]:
    """All messages by key. Those the forum does not define are the shipped ones."""
    ours = _read_folder(shipped / "messages", findings)
    theirs = ours if folder == shipped else _read_folder(folder / "messages", findings)
    environment = make_environment({}, escape=True)
    messages = {**ours, **theirs}
    for key, message in messages.items():
        if key in ours:
            allowed = _names(environment, ours[key].words) | STANDING
            _Check(key, message.file, environment, allowed, findings).run(message.words)
        else:
            remedy = nearest(key, ours) or "Take it out, or look for its key in the shipped messages."
            line = message.file.line((key,))
            findings.problem(message.file.path, (key,), f"Heard says no message `{key}`.", remedy, line)
    return {key: message.words for key, message in messages.items()}


def _read_folder(folder: Path, findings: Findings) -> dict[str, Message]:
    messages: dict[str, Message] = {}
    for path in yaml_files(folder):
        file = read_document(path, findings)
        if file is not None:
            for key, raw in file.value.items():
                _read_message(str(key), raw, file, messages, findings)
    return messages


def _read_message(
    key: str, raw: Any, file: Document, messages: dict[str, Message], findings: Findings
) -> None:
    if key in messages:
        what = f"`{key}` stands in {messages[key].file.path.name} already."
        findings.problem(file.path, (key,), what, "Take one of the two out.", file.line((key,)))
        return
    try:
        messages[key] = Message(Words.model_validate(raw), file)
    except ValidationError as error:
        tell(error, Words, (key,), file, findings)


def _names(environment: Environment, words: Words) -> frozenset[str]:
    """The values that the forms of a message use. A form that is broken is told of elsewhere."""
    names: frozenset[str] = frozenset()
    for _, source in words.forms():
        try:
            names |= names_used(environment, source)
        except TemplateError:
            continue
    return names


def _sample_values(names: frozenset[str], count: int) -> dict[str, object]:
    """What stands in every message is text; a number among it is text too."""
    return {name: "5" if name in STANDING else Sample(count) for name in names}


@dataclass(frozen=True)
class _Check:
    key: str
    file: Document
    environment: Environment
    allowed: frozenset[str]
    findings: Findings

    def run(self, words: Words) -> None:
        for form, source in words.forms():
            place: Place = (self.key, *form.split("."))
            if isinstance(self.file.value[self.key], str):
                place = (self.key,)
            problems = list(self._form(place, source))
            for what, remedy in dict.fromkeys(problems):
                self.findings.problem(self.file.path, place, what, remedy, self.file.line(place))
        if longer_than_usual(words):
            self.findings.note(self.file.path, (self.key,), "The shorter form is longer than the usual one.")

    def _form(self, place: Place, source: str) -> Iterator[Said]:
        """What is wrong with one form; its notes are made on the way."""
        try:
            unknown = names_used(self.environment, source) - self.allowed
        except TemplateSyntaxError as error:
            yield f"The braces cannot be read: {error.message}.", "Write values as `{{ name }}`."
            return
        for name in sorted(unknown):
            yield f"This message is not given a value `{name}`.", self._values(name)
        if unknown:
            return
        try:
            rendered = self._samples(source)
        except Exception as error:  # a template can fail in any way
            yield f"The message cannot be put together: {error}.", "Use values as the shipped one does."
            return
        for text in rendered:
            yield from self._text(text)
        for sentence in dict.fromkeys(s for text in rendered for s in long_sentences(visible(text))):
            self.findings.note(self.file.path, place, sentence)

    def _samples(self, source: str) -> tuple[str, ...]:
        """The form with counts of none, one and two, so that every branch is seen."""
        template = self.environment.from_string(source)
        said = (template.render(_sample_values(self.allowed, count)) for count in range(3))
        return tuple(dict.fromkeys(said))

    def _values(self, name: str) -> str:
        here = sorted(self.allowed - STANDING)
        can = f"It can use {', '.join(here)}." if here else "It has none of its own."
        return f"{nearest(name, self.allowed)} {can}".strip()

    def _text(self, text: str) -> Iterator[Said]:
        most = next((most for prefix, most in _PLAIN.items() if self.key.startswith(prefix)), None)
        if most is None:
            yield from (
                (broken, "See how a shipped message does it, or write &lt; &gt; &amp;.")
                for broken in broken_markup(text)
            )
        elif visible(text) != text:
            yield "Here a tag or an & code would be shown as it stands.", "Write plain words."
        longest = most or LONGEST_MESSAGE
        length = units(visible(text))
        if length > longest:
            yield f"It has {length} characters, at most {longest} fit.", "Make it shorter."
        if not visible(text).strip():
            yield "Nothing is left to say.", "Write some words."

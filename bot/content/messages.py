"""The messages: the shipped ones, and those that a forum puts in their place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
from bot.core.templates import compile_message, make_environment, names_used
from bot.core.words import Words

LONGEST_MESSAGE = 3500
"""Telegram takes 4096; the rest is for values longer than our samples."""
_PLAIN = {"button_": 40, "answer_": 40, "option_": 60, "toast_": TOAST, "refused_": TOAST, "ready_": 200}
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
    """`translated`: the file that each translation stands in, where it is not `file`."""

    words: Words
    file: Document
    translated: Mapping[str, Document] = field(default_factory=dict)

    def file_of(self, form: str) -> Document:
        _, _, language = form.partition("translations.")
        return self.translated.get(language.partition(".")[0], self.file)


Entry = tuple[str, Any, Document]
"""A key, what stands there, and the file."""


def read_messages(folder: Path, shipped: Path, findings: Findings) -> dict[str, Words]:
    """All messages by key. Those the forum does not define are the shipped ones."""
    ours = _read_folder(shipped / "messages", findings)
    theirs = ours if folder == shipped else _read_folder(folder / "messages", findings, ours)
    environment = make_environment({}, escape=True)
    messages = {**ours, **theirs}
    for key, message in messages.items():
        if key in ours:
            allowed = _names(environment, ours[key].words) | STANDING
            _Check(key, message, environment, allowed, findings).run()
        else:
            remedy = nearest(key, ours) or "Take it out, or look for its key in the shipped messages."
            line = message.file.line((key,))
            findings.problem(message.file.path, (key,), f"Heard says no message `{key}`.", remedy, line)
    return {key: message.words for key, message in messages.items()}


def _read_folder(
    folder: Path, findings: Findings, shipped: Mapping[str, Message] | None = None
) -> dict[str, Message]:
    """A message that holds translations only adds them to the one of the same key."""
    files = [file for path in yaml_files(folder) if (file := read_document(path, findings)) is not None]
    entries: list[Entry] = [(str(key), raw, file) for file in files for key, raw in file.value.items()]
    messages: dict[str, Message] = {}
    for entry in entries:
        if not _only_translates(entry[1]):
            _read_message(entry, messages, findings)
    for entry in entries:
        if _only_translates(entry[1]):
            _add_translations(entry, messages, shipped or {}, findings)
    return messages


def _only_translates(raw: Any) -> bool:
    return isinstance(raw, dict) and raw.keys() == {"translations"}


def _read_message(entry: Entry, messages: dict[str, Message], findings: Findings) -> None:
    key, raw, file = entry
    if key in messages:
        what = f"`{key}` stands in {messages[key].file.path.name} already."
        findings.problem(file.path, (key,), what, "Take one of the two out.", file.line((key,)))
        return
    try:
        messages[key] = Message(Words.model_validate(raw), file)
    except ValidationError as error:
        tell(error, Words, (key,), file, findings)


def _add_translations(
    entry: Entry, messages: dict[str, Message], shipped: Mapping[str, Message], findings: Findings
) -> None:
    key, raw, file = entry
    before = messages.get(key) or shipped.get(key)
    english = {"usual": "…"} if before is None else before.words.model_dump(exclude={"translations"})
    try:
        added = Words.model_validate({**english, **raw}).translations
    except ValidationError as error:
        tell(error, Words, (key,), file, findings)
        return
    if before is None:
        remedy = nearest(key, [*shipped, *messages]) or "Look for its key in the shipped messages."
        findings.problem(file.path, (key,), f"Heard says no message `{key}`.", remedy, file.line((key,)))
        return
    words = before.words.model_copy(update={"translations": {**before.words.translations, **added}})
    messages[key] = Message(words, before.file, {**before.translated, **dict.fromkeys(added, file)})


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
    message: Message
    environment: Environment
    allowed: frozenset[str]
    findings: Findings

    def run(self) -> None:
        words = self.message.words
        for form, source in words.forms():
            file = self.message.file_of(form)
            place: Place = (self.key, *form.split("."))
            if isinstance(file.value[self.key], str):
                place = (self.key,)
            rendered, problems = self._form(source)
            for what, remedy in dict.fromkeys(problems):
                self.findings.problem(file.path, place, what, remedy, file.line(place))
            if not form.startswith("translations"):
                self._note_long_sentences(file, place, rendered)
        if longer_than_usual(words):
            note = "The shorter form is longer than the usual one."
            self.findings.note(self.message.file.path, (self.key,), note)

    def _form(self, source: str) -> tuple[tuple[str, ...], list[Said]]:
        """One form as it may read, and what is wrong with it."""
        try:
            names = names_used(self.environment, source)
        except TemplateSyntaxError as error:
            return (), [(f"The braces cannot be read: {error.message}.", "Write values as `{{ name }}`.")]
        if unknown := names - self.allowed:
            said = "This message is not given a value"
            return (), [(f"{said} `{name}`.", self._values(name)) for name in sorted(unknown)]
        try:
            rendered = self._samples(source, names)
        except Exception as error:  # a template can fail in any way
            what = f"The message cannot be put together: {error}."
            return (), [(what, "Use values as the shipped one does.")]
        return rendered, [said for text in rendered for said in self._text(text)]

    def _note_long_sentences(self, file: Document, place: Place, rendered: Iterable[str]) -> None:
        for sentence in dict.fromkeys(s for text in rendered for s in long_sentences(visible(text))):
            self.findings.note(file.path, place, sentence)

    def _samples(self, source: str, names: frozenset[str]) -> tuple[str, ...]:
        """The form with counts of none, one and two, so that every branch is seen."""
        fill = compile_message(self.environment, source)
        said = (fill(_sample_values(names, count)) for count in range(3))
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

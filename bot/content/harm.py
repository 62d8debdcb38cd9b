"""The words of harm: the shipped lists, and a forum's own beside them."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from bot.content.files import Document, read_document
from bot.content.problems import Findings
from bot.content.wording import tell
from bot.core.faults import Fault
from bot.core.harm import HarmWords, harm_faults, lost_phrases

HARM = "harm.yaml"


def read_harm(folder: Path, shipped: Path, findings: Findings) -> HarmWords:
    """The shipped words, and the forum's own beside them. None of the shipped ones can be lost."""
    words = _read(shipped / HARM, HarmWords(), findings)
    if folder == shipped:
        return words
    return _read(folder / HARM, words, findings)


def _read(path: Path, before: HarmWords, findings: Findings) -> HarmWords:
    """Those before, with the file's."""
    file = read_document(path, findings) if path.exists() else None
    if file is None:
        return before
    try:
        own = HarmWords.model_validate(file.value)
    except ValidationError as error:
        tell(error, HarmWords, (), file, findings)
        return before
    faults = [*harm_faults(own, before)]
    _tell(faults or lost_phrases(before, own), file, findings)
    return before if faults else before.with_more(own)


def _tell(faults: Iterable[Fault], file: Document, findings: Findings) -> None:
    for fault in faults:
        findings.problem(file.path, fault.place, fault.what, fault.remedy, file.line(fault.place))

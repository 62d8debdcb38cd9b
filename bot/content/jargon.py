"""The list of hard words and what they mean."""

from pathlib import Path

from pydantic import ValidationError

from bot.content.files import read_document
from bot.content.plain_english import tell_long_sentences
from bot.content.problems import Findings
from bot.content.wording import tell
from bot.core.jargon import Glossary, Term, glossary_faults

JARGON = "jargon.yaml"


def read_jargon(folder: Path, shipped: Path, findings: Findings) -> dict[str, Term]:
    """All terms by id. The forum's own stand beside the shipped ones, or in their place."""
    folders = dict.fromkeys((shipped, folder))
    return {
        term.id: term for one in folders if (one / JARGON).exists() for term in _read(one / JARGON, findings)
    }


def _read(path: Path, findings: Findings) -> tuple[Term, ...]:
    file = read_document(path, findings)
    if file is None:
        return ()
    try:
        glossary = Glossary.model_validate(file.value)
    except ValidationError as error:
        tell(error, Glossary, (), file, findings)
        return ()
    for fault in glossary_faults(glossary.terms):
        findings.problem(path, fault.place, fault.what, fault.remedy, file.line(fault.place))
    tell_long_sentences(glossary, path, findings)
    return glossary.terms

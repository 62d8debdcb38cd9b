"""The list of hard words and what they mean."""

from collections.abc import Collection
from pathlib import Path

from pydantic import ValidationError

from bot.content.files import read_document
from bot.content.plain_english import tell_long_sentences
from bot.content.problems import Findings
from bot.content.wording import nearest, tell
from bot.core.jargon import Glossary, Term, glossary_faults

JARGON = "jargon.yaml"


def read_jargon(folder: Path, shipped: Path, known: Collection[str], findings: Findings) -> dict[str, Term]:
    """All terms by id. The forum's own stand beside the shipped ones, or in their place. `known`: topics and
    organisations that a term may send people to."""
    folders = dict.fromkeys((shipped, folder))
    return {
        term.id: term
        for one in folders
        if (one / JARGON).exists()
        for term in _read(one / JARGON, known, findings)
    }


def _read(path: Path, known: Collection[str], findings: Findings) -> tuple[Term, ...]:
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
    for at, term in enumerate(glossary.terms):
        if term.next is not None and term.next not in known:
            what = f"There is no topic and no organisation `{term.next}`."
            remedy = nearest(term.next, known) or "Take one from `topics.yaml` or `organisations/`."
            findings.problem(path, ("terms", at, "next"), what, remedy, file.line(("terms", at, "next")))
    tell_long_sentences(glossary, path, findings)
    return glossary.terms

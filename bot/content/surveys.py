"""The survey files."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.content.files import Document, read_document, yaml_files
from bot.content.plain_english import tell_long_sentences
from bot.content.problems import Findings
from bot.content.put_in import complete
from bot.content.wording import nearest, tell
from bot.core.faults import Fault
from bot.core.jargon import MOST_TERMS
from bot.core.option_check import long_labels, options_of
from bot.core.questions import Note, Question
from bot.core.survey_check import find_faults, question_faults
from bot.core.surveys import Survey
from bot.core.words import Words, words_in


@dataclass(frozen=True)
class Shelf:
    """What a survey file may use of the rest of the content."""

    messages: Mapping[str, Words]
    jargon: Collection[str] = field(default=())
    pictures: Collection[str] = field(default=())
    themes: Collection[str] = field(default=())


def read_surveys(folder: Path, shelf: Shelf, findings: Findings) -> dict[str, Survey]:
    """The surveys of a folder by id, in the order of their files."""
    surveys = (_read_survey(path, shelf, findings) for path in yaml_files(folder))
    return {survey.id: survey for survey in surveys if survey is not None}


def _read_survey(path: Path, shelf: Shelf, findings: Findings) -> Survey | None:
    file = read_document(path, findings)
    if file is None:
        return None
    _tell_name(file, findings)
    _tell_own_answers(file, findings)
    raw = complete(file.value, shelf.messages)
    try:
        survey = Survey.model_validate(raw)
    except ValidationError as error:
        tell(error, Survey, (), file, findings)
        _tell_faults(file, _faults_of_the_rest(raw), findings)
        return None
    _tell_faults(
        file, [*_influence_faults(survey), *find_faults(survey), *_unknown_names(survey, shelf)], findings
    )
    _make_notes(file, survey, findings)
    return survey


def _influence_faults(survey: Survey) -> Iterator[Fault]:
    if survey.influence is None:
        what = "It does not say what it can change, who decides, and when people will hear."
        yield Fault(("influence",), what, "Add `influence:` as the shipped surveys have it.")


def _tell_name(file: Document, findings: Findings) -> None:
    given = file.value.get("id")
    if isinstance(given, str) and given != file.path.stem:
        what = f"The id is `{given}` and the file is named `{file.path.name}`."
        remedy = f"Name the file `{given}{file.path.suffix}`, or the survey `{file.path.stem}`."
        findings.problem(file.path, ("id",), what, remedy, file.line(("id",)))


def _tell_own_answers(file: Document, findings: Findings) -> None:
    """What is put in may not stand in the file too."""
    listed = file.value.get("questions")
    for position, question in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(question, dict):
            continue
        if question.get("kind") == "yes_no" and "options" in question:
            place = ("questions", position, "options")
            what, remedy = "A yes_no question has its own options.", "Take them out, or use choose_one."
            findings.problem(file.path, place, what, remedy, file.line(place))
        if question.get("kind") == "scale" and "way_out" in question:
            place = ("questions", position, "way_out")
            what, remedy = "Heard puts these words in itself.", "Write `does_not_apply: true` instead."
            findings.problem(file.path, place, what, remedy, file.line(place))


def _faults_of_the_rest(raw: dict[str, Any]) -> list[Fault]:
    """What is wrong with those questions that can be read, in a survey that cannot."""
    adapter: TypeAdapter[Question] = TypeAdapter(Question)
    questions: list[Question | None] = []
    unreadable: set[str] = set()
    listed = raw.get("questions")
    for item in listed if isinstance(listed, list) else []:
        try:
            questions.append(adapter.validate_python(item))
        except ValidationError:
            questions.append(None)
            unreadable.add(str(item.get("id")) if isinstance(item, dict) else "")
    return list(question_faults(questions, None, unreadable))


def _tell_faults(file: Document, faults: list[Fault], findings: Findings) -> None:
    for fault in faults:
        findings.problem(file.path, fault.place, fault.what, fault.remedy, file.line(fault.place))


def _unknown_names(survey: Survey, shelf: Shelf) -> Iterator[Fault]:
    """Themes, terms and pictures that the content has not got."""
    for at, theme in enumerate(survey.themes):
        if theme not in shelf.themes:
            remedy = nearest(theme, shelf.themes) or "Add it to `themes` there, or take it out."
            yield Fault(("themes", at), f"`forum.yaml` has no theme `{theme}`.", remedy)
    for at, question in enumerate(survey.questions):
        for number, term in enumerate(question.jargon):
            if term not in shelf.jargon:
                remedy = nearest(term, shelf.jargon) or "Add it to `jargon.yaml`, or take it out."
                what = f"`jargon.yaml` has no term `{term}`."
                yield Fault(("questions", at, "jargon", number), what, remedy)
        if len(question.jargon) > MOST_TERMS:
            what = f"{len(question.jargon)} words are marked, at most {MOST_TERMS} have a button."
            yield Fault(("questions", at, "jargon"), what, "Keep the hardest, and say the others plainly.")
        if isinstance(question, Note) and question.picture and question.picture not in shelf.pictures:
            remedy = nearest(question.picture, shelf.pictures) or "Put it there, or take this line out."
            what = f"There is no picture `{question.picture}` in the folder `pictures`."
            yield Fault(("questions", at, "picture"), what, remedy)


def _make_notes(file: Document, survey: Survey, findings: Findings) -> None:
    for at, question in enumerate(survey.questions):
        for place, label in long_labels(options_of(question), ("questions", at, "options")):
            findings.note(file.path, place, f"A phone may cut this button off: “{label}”")
    tell_long_sentences(survey, file.path, findings)
    for place, words in words_in(survey):
        if words.shorter is None and len(words.usual.split()) > 12:
            findings.note(file.path, place, "It has no shorter form.")

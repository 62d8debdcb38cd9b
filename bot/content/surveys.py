"""The survey files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.content.files import Document, read_document, yaml_files
from bot.content.plain_english import long_sentences
from bot.content.problems import Findings, Place
from bot.content.wording import tell
from bot.core.questions import Question
from bot.core.survey_check import Fault, find_faults, long_labels, question_faults
from bot.core.surveys import Survey
from bot.core.words import Words

_ANSWERS = ("yes", "no", "not_sure")


def read_surveys(folder: Path, messages: Mapping[str, Words], findings: Findings) -> dict[str, Survey]:
    """The surveys of a folder by id, in the order of their files."""
    surveys = (_read_survey(path, messages, findings) for path in yaml_files(folder))
    return {survey.id: survey for survey in surveys if survey is not None}


def _read_survey(path: Path, messages: Mapping[str, Words], findings: Findings) -> Survey | None:
    file = read_document(path, findings)
    if file is None:
        return None
    _tell_name(file, findings)
    raw = _with_answers(file, messages, findings)
    try:
        survey = Survey.model_validate(raw)
    except ValidationError as error:
        tell(error, Survey, (), file, findings)
        _tell_faults(file, _faults_of_the_rest(raw), findings)
        return None
    _tell_faults(file, list(find_faults(survey)), findings)
    _make_notes(file, survey, findings)
    return survey


def _tell_name(file: Document, findings: Findings) -> None:
    given = file.value.get("id")
    if isinstance(given, str) and given != file.path.stem:
        what = f"The id is `{given}` and the file is named `{file.path.name}`."
        remedy = f"Name the file `{given}{file.path.suffix}`, or the survey `{file.path.stem}`."
        findings.problem(file.path, ("id",), what, remedy, file.line(("id",)))


def _with_answers(file: Document, messages: Mapping[str, Words], findings: Findings) -> dict[str, Any]:
    """The file with the options of its yes / no questions put in."""
    questions = file.value.get("questions")
    if not isinstance(questions, list):
        return file.value
    options = [
        {"id": answer, "text": messages[f"answer_{answer}"].model_dump()}
        for answer in _ANSWERS
        if f"answer_{answer}" in messages
    ]
    filled = []
    for position, question in enumerate(questions):
        if isinstance(question, dict) and question.get("kind") == "yes_no":
            place = ("questions", position, "options")
            if "options" in question:
                what, remedy = "A yes_no question has its own options.", "Take them out, or use choose_one."
                findings.problem(file.path, place, what, remedy, file.line(place))
            filled.append({**question, "options": options})
        else:
            filled.append(question)
    return {**file.value, "questions": filled}


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


def _make_notes(file: Document, survey: Survey, findings: Findings) -> None:
    for place, label in long_labels(survey):
        findings.note(file.path, place, f"A phone may cut this button off: “{label}”")
    says = survey.influence
    texts: list[tuple[Place, Words]] = [
        (("influence", "can_change"), says.can_change),
        (("influence", "cannot_change"), says.cannot_change),
        (("influence", "who_decides"), says.who_decides),
        (("influence", "hear_back"), says.hear_back),
    ]
    texts += [(("questions", at, "text"), q.text) for at, q in enumerate(survey.questions)]
    for place, words in texts:
        for _, text in words.forms():
            for sentence in long_sentences(text):
                findings.note(file.path, place, sentence)
        if words.shorter is None and len(words.usual.split()) > 12:
            findings.note(file.path, place, "It has no shorter form.")

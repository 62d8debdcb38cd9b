"""What Heard puts into a survey file itself, so that it reads alike in every survey."""

from collections.abc import Mapping
from typing import Any

from bot.core.questions import Listed, Question, YesNo
from bot.core.surveys import WHO_ANSWERS
from bot.core.words import Words

YES_NO = {"yes": "answer_yes", "no": "answer_no", "not_sure": "answer_not_sure"}
WHO = {"myself": "answer_by_myself", "helped": "answer_with_help", "for_me": "answer_for_me"}
LISTED = ("choose_one", "choose_several", "yes_no")


def complete(raw: dict[str, Any], messages: Mapping[str, Words]) -> dict[str, Any]:
    """The file with the answers of its yes / no questions, ways out, and the question who answers."""
    questions = raw.get("questions")
    if not isinstance(questions, list):
        return raw
    completed = [complete_question(one, messages) if isinstance(one, dict) else one for one in questions]
    if raw.get("who_answers") is True and "question_who_answers" in messages:
        completed.append(_who_answers(messages))
    return {**raw, "questions": completed}


def complete_question(raw: dict[str, Any], messages: Mapping[str, Words]) -> dict[str, Any]:
    kind, question = raw.get("kind"), dict(raw)
    if kind == "yes_no":
        question["options"] = _options(YES_NO, messages)
    if kind in LISTED and raw.get("rather_not_say") is True and isinstance(question.get("options"), list):
        way_out = _options({"rather_not": "answer_rather_not"}, messages)
        question["options"] = [*question["options"], *({**option, "alone": True} for option in way_out)]
    if kind == "scale" and raw.get("does_not_apply") is True and "answer_na" in messages:
        question["way_out"] = messages["answer_na"].model_dump()
    return question


def take_put_in_out(question: Question) -> dict[str, Any]:
    """A question as it would stand in a file."""
    raw = question.model_dump(mode="json", exclude_defaults=True)
    if isinstance(question, YesNo):
        del raw["options"]
    elif isinstance(question, Listed) and question.rather_not_say:
        raw["options"] = raw["options"][:-1]
    raw.pop("way_out", None)
    return raw


def _who_answers(messages: Mapping[str, Words]) -> dict[str, Any]:
    return {
        "id": WHO_ANSWERS,
        "kind": "choose_one",
        "sensitivity": "ordinary",
        "text": messages["question_who_answers"].model_dump(),
        "options": _options(WHO, messages),
    }


def _options(keys: Mapping[str, str], messages: Mapping[str, Words]) -> list[dict[str, Any]]:
    return [
        {"id": option, "text": messages[key].model_dump()} for option, key in keys.items() if key in messages
    ]

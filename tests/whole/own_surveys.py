"""The shipped content with surveys of the tests' own beside it."""

from pathlib import Path
from shutil import copy, copytree
from typing import Any

import yaml

from bot.content import shipped_folder

INFLUENCE = {
    "can_change": "The lunch.",
    "cannot_change": "The price.",
    "who_decides": "The cook.",
    "hear_back": "You hear it here.",
}


def one_of(question: str, *options: str, **more: Any) -> dict[str, Any]:
    listed = [{"id": option, "text": option.capitalize()} for option in options]
    return {
        "id": question,
        "kind": "choose_one",
        "sensitivity": "ordinary",
        "text": f"Which {question}?",
        "options": listed,
        **more,
    }


def some_of(question: str, *options: str, **more: Any) -> dict[str, Any]:
    return one_of(question, *options, kind="choose_several", **more)


def words_on(question: str, **more: Any) -> dict[str, Any]:
    text = f"What about {question}?"
    return {"id": question, "kind": "short_text", "sensitivity": "ordinary", "text": text, **more}


def content_with(folder: Path, *surveys: tuple[str, list[dict[str, Any]]]) -> Path:
    """Each survey by its title; its id is made of it. What is not in the folder is as shipped."""
    content = folder / "content"
    copytree(shipped_folder() / "surveys", content / "surveys")
    copy(shipped_folder() / "forum.yaml", content)
    for title, questions in surveys:
        write_survey(content, title, questions)
    return content


def write_survey(content: Path, title: str, questions: list[dict[str, Any]], **more: Any) -> None:
    """Also over what stands there already."""
    name = title.lower().replace(" ", "_")
    survey = {"id": name, "title": title, "influence": INFLUENCE, "questions": questions, **more}
    text = yaml.safe_dump(survey, allow_unicode=True)
    (content / "surveys" / f"{name}.yaml").write_text(text, encoding="utf-8")

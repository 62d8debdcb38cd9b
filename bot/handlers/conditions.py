"""*Show this if* in words, for the coordinator who looks at a survey."""

from collections.abc import Iterator

from bot.core.base_question import BaseQuestion
from bot.core.conditions import Condition
from bot.core.surveys import Survey
from bot.core.words import Reader
from bot.texts import Texts

LONGEST_NAME = 60
"""Of a question, so that one knows it again."""


def explain(texts: Texts, reader: Reader, survey: Survey, condition: Condition) -> str:
    """When a question is shown, as plain text."""
    parts = list(_parts(texts, reader, survey, condition))
    return texts.button(reader, "condition_all", parts=parts) if len(parts) > 1 else "".join(parts)


def _parts(texts: Texts, reader: Reader, survey: Survey, condition: Condition) -> Iterator[str]:
    """What must all hold."""
    if condition.audience:
        audiences = [texts.button(reader, f"button_audience_{one}") for one in condition.audience]
        yield texts.button(reader, "condition_audience", audiences=audiences)
    if condition.question is not None:
        yield from _about_an_answer(texts, reader, survey.question(condition.question), condition)
    yield from (explain(texts, reader, survey, part) for part in condition.all)
    if condition.any:
        either = [explain(texts, reader, survey, part) for part in condition.any]
        yield texts.button(reader, "condition_any", parts=either)


def _about_an_answer(
    texts: Texts, reader: Reader, asked: BaseQuestion, condition: Condition
) -> Iterator[str]:
    name = asked.text.choose(reader)
    name = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"

    def said(key: str, value: object) -> str:
        return texts.button(reader, key, question=name, value=value)

    if condition.was:
        yield said("condition_was", _labels(asked, condition.was, reader))
    if condition.was_not:
        yield said("condition_was_not", _labels(asked, condition.was_not, reader))
    if condition.contains is not None:
        yield said("condition_contains", condition.contains)
    if condition.more_than is not None:
        yield said("condition_more_than", condition.more_than)
    if condition.less_than is not None:
        yield said("condition_less_than", condition.less_than)
    if condition.answered is not None:
        yield said("condition_answered" if condition.answered else "condition_skipped", "")


def _labels(asked: BaseQuestion, options: tuple[str, ...], reader: Reader) -> list[str]:
    return [asked.option(option).text.choose(reader) for option in options]

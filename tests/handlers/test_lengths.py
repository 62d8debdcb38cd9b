"""Whatever a survey asks and whatever people write, each screen fits one message."""

from datetime import UTC, datetime

import pytest

from bot.content.markup import visible
from bot.core.answers import Answer
from bot.core.asking import Asking, AtQuestion, Whom
from bot.core.lengths import MESSAGE, units
from bot.core.survey_check import LONGEST_SCREEN
from bot.core.words import Reader
from bot.handlers.questions import question_words
from bot.texts import Texts
from tests.core.examples import question, survey
from tests.shipped import shipped_content

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WRITTEN = ["x" * 4000, "🙂" * 4000, "<b>&</b>" * 500, "a\n" * 2000]


@pytest.fixture(scope="module")
def texts() -> Texts:
    content = shipped_content()
    return Texts(content.messages, content.forum.time_zone, content.forum.standing())


@pytest.mark.parametrize("text", WRITTEN)
def test_the_longest_question_and_what_was_written_fit_together(texts: Texts, text: str) -> None:
    asked = survey(question("long_text", text="?" * (LONGEST_SCREEN - 10)))
    asking = Asking(1, asked, Whom.EVERYONE, NOW, NOW)

    view = AtQuestion(Reader(), asking, asked.steps[0], Answer(text=text), 1, 1, dropped=3)

    shown = texts.lines(question_words(texts, view), "\n\n")
    assert units(visible(shown)) <= MESSAGE
    assert visible(shown).rstrip().endswith(("Type again to change it.", "Type again to add to it."))

"""Words of the trade and what they mean."""

from pydantic import Field

from bot.core.conditions import Id
from bot.core.model import Model
from bot.core.words import Words

LONGEST_MEANING = 200
"""Characters: the meaning opens over the question, where Telegram shows no more."""


class Term(Model):
    """`word`: as it is written; `meaning`: in one or two plain sentences."""

    id: Id
    word: Words
    meaning: Words
    also: tuple[str, ...] = Field(default=())
    """Other names people use for it."""

"""A survey with a question of each kind that files treat in their own way, and answers to it."""

from bot.core.answers import SKIPPED, Answer
from tests.core.examples import question, survey
from tests.exports.closed import Said

DAYS = [{"id": "mon", "text": "Monday"}, {"id": "fri", "text": "=Friday"}]
BRINGS = [{"id": "cake", "text": "Cake"}, {"id": "games", "text": "Games, and a rug"}]

TOWN = survey(
    question(id="day", text="Which day?", options=DAYS),
    question("choose_several", id="brings", text="What do you bring?", options=BRINGS),
    question("put_in_order", id="first", text="What comes first?"),
    question("scale", id="how", text="How are you?", sensitivity="personal", low="bad", high="good"),
    question("short_text", id="why", text="Why?"),
    title="Well in town / Jak się masz?",
)


def said_in_town(people: int) -> list[Said]:
    """Six choose Monday, one skips it, the others choose Friday. Half of them are parents."""
    return [
        Said(
            {
                "day": SKIPPED if at == 6 else Answer(chosen=("mon" if at < 6 else "fri",)),
                "brings": Answer(chosen=("cake",) if at % 2 else ("games",)),
                "first": Answer(chosen=("b", "a", "c")),
                "how": Answer(chosen=("3" if at % 2 else "4",)),
                "why": Answer(
                    text=f'=Because of {at}, "they" said,\nRing 07700 900123', quotable=at % 2 == 0
                ),
            },
            audience="young" if at % 2 else "parent",
            area="town",
        )
        for at in range(people)
    ]

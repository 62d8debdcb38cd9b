"""A piece over as many screens as it takes: nothing is lost, and nothing is too long."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.core.feedback.layout import ALONE, BESIDE, TOGETHER, lay_out
from bot.core.feedback.thread import Reply
from bot.core.lengths import units

DAY = date(2026, 11, 23)
texts = st.text("ab \n🚌", min_size=1, max_size=900).filter(str.strip).map(str.strip)
replies = st.lists(st.builds(Reply, st.booleans(), texts, st.just(DAY)), max_size=12)


@given(texts.map(lambda text: text * 9), replies)
def test_every_word_and_every_reply_stands_on_one_screen(words: str, said: list[Reply]) -> None:
    parts = lay_out(words, said)

    joined = "".join("".join(part.words.split()) for part in parts)
    assert joined == "".join(words.split())
    newest_first = [reply for part in parts for reply in reversed(part.replies)]
    assert newest_first == said[::-1]
    for at, part in enumerate(parts):
        assert units(part.words) <= (BESIDE if said and not at else ALONE)
        assert sum(units(reply.text) for reply in part.replies) <= TOGETHER


def test_without_replies_a_short_piece_is_one_screen() -> None:
    (part,) = lay_out("The bus is late.", [])
    assert part.words == "The bus is late."


def test_the_newest_reply_stands_whole_on_the_first_screen() -> None:
    old, new = Reply(True, "a" * TOGETHER, DAY), Reply(False, "b" * TOGETHER, DAY)
    first, second = lay_out("The bus is late.", [old, new])
    assert first.replies == (new,)
    assert (second.words, second.replies) == ("", (old,))

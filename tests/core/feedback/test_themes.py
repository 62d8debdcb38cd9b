"""How many people speak of the same thing, and what may be quoted."""

from itertools import count

from bot.core.feedback.themes import Heard, Voice, count_unsorted, hear_themes

BUSES, ROOMS = 1, 2
_numbers = count()


def voice(
    who: str = "",
    theme: int | None = BUSES,
    topic: str | None = "transport",
    quote: str = "",
    *,
    repeats: bool = False,
) -> Voice:
    return Voice((who or f"somebody {next(_numbers)}").encode(), theme, topic, repeats, quote)


def test_people_are_counted_and_not_pieces() -> None:
    voices = [voice("amira") for _ in range(7)] + [voice() for _ in range(5)]
    assert hear_themes(voices, 5)[BUSES].people == 6


def test_small_numbers_are_kept_private_and_quotes_are_not() -> None:
    voices = [voice(quote="It is late."), voice(quote="It is late."), voice(quote="It is cold."), voice()]
    assert hear_themes(voices, 5) == {BUSES: Heard(None, "transport", ("It is late.", "It is cold."))}
    assert hear_themes([*voices, voice()], 5)[BUSES].people == 5
    assert hear_themes([voice() for _ in range(9)], 10)[BUSES].people is None


def test_who_is_not_known_any_more_and_is_counted_elsewhere_counts_once() -> None:
    voices = [voice() for _ in range(5)] + [voice(repeats=True)]
    assert hear_themes(voices, 5)[BUSES].people == 5


def test_no_piece_stands_in_two_counts() -> None:
    """So nothing can be taken from anything."""
    sorted_ones = [voice() for _ in range(6)]
    unsorted = [voice(theme=None) for _ in range(5)] + [voice(theme=None, topic=None)]
    assert hear_themes(sorted_ones + unsorted, 5)[BUSES].people == 6
    assert count_unsorted(sorted_ones + unsorted, 5) == {"transport": 5}
    assert count_unsorted(sorted_ones + unsorted[1:], 5) == {"transport": None}
    assert count_unsorted(sorted_ones, 5) == {}


def test_the_topic_of_a_theme_is_the_one_that_most_chose() -> None:
    voices = [
        voice(topic="b"),
        voice(topic="a"),
        voice(topic="b"),
        voice(topic=None),
        voice(theme=ROOMS, topic=None),
    ]
    heard = hear_themes(voices, 5)
    assert heard[BUSES].topic == "b"
    assert heard[ROOMS].topic is None

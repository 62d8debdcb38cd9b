"""Words of harm: how phrases are read, what is looked for, and what never breaks."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.harm import HarmWords, Level, Watch
from bot.core.harm.phrases import BadPhrase, parse, with_endings
from tests.core.harm.said import EVERYDAY, level_of, phrases, shipped_watch

WORDS = HarmWords.model_validate(
    {
        "danger": {
            "violence": ["HIT .. ME", "took 20 pills", "knife + (school|bag) + boy"],
            "suicide": ["(kill*|end) myself", "suicide", "<goodbye (all|everyone)>", "hold? me down"],
            "another": {"phrases": ["cut* herself"], "when_asking": "distress"},
        },
        "distress": {
            "low": ["cannot cope", "sad ... nights"],
            "care": {"phrases": ["hit* herself on the head"], "not_danger": True},
        },
        "asking": ["help (for|with)"],
        "everyday": ["hit* (a|the) target"],
        "groups": {"HIT": ["hit*", "punch*"], "ME": ["me", "my son", "herself"]},
        "spellings": {"kill": ["kil"], "knife": ["🔪"]},
        "fillers": ["really", "just"],
        "misspelt": ["(HIT|kill*|suicide|myself)"],
        "real_words": ["munched"],
    }
)


@pytest.fixture(scope="module")
def watch() -> Watch:
    return Watch(WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "he hits me",
        "HE HIT MY SON!!!",
        "he hit, like, at me",
        "he hittt me",
        "he pucnhed me",
        "I will kil myself",
        "k*ll myself",
        "k1ll my$elf",
        "k i l l m y s e l f",
        "killmyself",
        "kill my self",
        "ｋｉｌｌ myself",
        "kıll mysélf",
        "кill myself",
        "ki\u200bll myself",
        "𝓴𝓲𝓵𝓵 myself",
        "kill 😭 myself",
        "I just really kill just myself",
        "suicde",
        "su icide",
        "hit the target and hit me",
        "I took 3 pills",
        "goodbye everyone",
        "a boy has a knife in his bag",
        "in his bag the boy has a 🔪",
        "hold me down",
        "me down",
    ],
)
def test_danger_is_found_in_the_ways_people_write(watch: Watch, text: str) -> None:
    assert watch.look(text) is Level.DANGER


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "💀",
        "=1+1",
        "<b>hi</b>",
        "we hit the target",
        "he hit it and not at all only me",
        "munched me",
        "unch me",
        "k**l it",
        "goodbye everyone, see you",
        "I took pills",
        "a boy in school",
        "sad days and one two three four five six nights",
    ],
)
def test_what_is_not_written_is_not_found(watch: Watch, text: str) -> None:
    assert watch.look(text) is None


def test_whoever_asks_for_help_for_another_is_in_distress_not_danger(watch: Watch) -> None:
    assert watch.look("she is cutting herself") is Level.DANGER
    assert watch.look("help for a girl who is cutting herself") is Level.DISTRESS
    assert watch.look("help for a girl who is cutting herself. he hits me") is Level.DANGER
    assert watch.look("I can not cope") is watch.look("I cannot cope") is Level.DISTRESS


def test_what_is_a_need_of_care_is_not_looked_at_for_danger(watch: Watch) -> None:
    assert watch.look("she hits herself") is Level.DANGER
    assert watch.look("she hits herself on the head") is Level.DISTRESS
    assert watch.look("she hits herself on the head and hits me") is Level.DANGER


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("hit", "hit hits hitted hitting hittin"),
        ("punch", "punch punches punched punching punchin"),
        ("strangle", "strangle strangles strangled strangling stranglin"),
        ("cry", "cry cries cried crying cryin"),
        ("beat", "beat beats beated beating beatin"),
    ],
)
def test_a_star_stands_for_the_endings_of_english(word: str, forms: str) -> None:
    assert " ".join(with_endings(word)) == forms


@pytest.mark.parametrize(
    ("phrase", "what"),
    [
        ("", "no word"),
        ("a?", "no word"),
        (".. hit", "begins or ends with dots"),
        ("hit ...", "begins or ends with dots"),
        ("(hit|kick", "not closed"),
        ("hit)", "too many"),
        ("hit | kick", "too many"),
        ("(hit|)", "empty part"),
        ("? hit", "nothing that may be missing"),
        ("sui*de", "does not stand at the end"),
        ("a + b + c + d", "more than 3 sides"),
        ("(a + b)", "not closed"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why(phrase: str, what: str) -> None:
    with pytest.raises(BadPhrase, match=what):
        parse(phrase)


# The shipped lists

ANY_TEXT = st.text(max_size=300) | st.lists(
    st.sampled_from([*"aik*.🔪", "kill", "my self", "hit", "me", "n't", "شكرا", "\u200d", "<", "k!ll"]),
    max_size=60,
).map(" ".join)


@given(ANY_TEXT)
@settings(deadline=None, max_examples=300)
def test_any_text_at_all_has_an_answer(text: str) -> None:
    assert shipped_watch().look(text) in {None, Level.DISTRESS, Level.DANGER}


SAID = [(level, text) for level, halves in phrases().items() for text in halves["tuned"]]


@given(st.sampled_from(SAID), st.randoms(use_true_random=False), st.data())
@settings(deadline=None, max_examples=200)
def test_capitals_spaces_and_punctuation_change_nothing(
    said: tuple[str, str], chance: object, data: st.DataObject
) -> None:
    level, text = said
    between = st.sampled_from([" ", "  ", "\n", ", ", "... ", " - ", "! ", " 😭 ", "\u200b ", "; "])
    words = [word.upper() if data.draw(st.booleans()) else word for word in text.split()]
    changed = words[0] + "".join(data.draw(between) + word for word in words[1:])

    assert level_of(changed) == level


def test_what_is_everyday_beside_it_hides_no_danger() -> None:
    chance = random.Random(7)
    everyday = phrases()[EVERYDAY]["tuned"]
    danger = [text for level, text in SAID if level == Level.DANGER and level_of(f"and {text}") == level]
    lost = []
    for text in danger:
        for beside in chance.sample(everyday, 2):
            both = (f"{text} and {beside}", f"{beside} and {text}")
            lost += [one for one in both if level_of(one) == EVERYDAY]

    assert len(lost) < len(danger) * 4 / 400, lost


@pytest.mark.parametrize(
    "piece",
    ["my son ", "he hit ", "x", "kill ", "k*l ", "a b c ", "k i l l ", "abcdefghij ", "kil lmys elf "],
)
def test_twenty_thousand_characters_take_ten_times_as_long_as_two_thousand(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        times = []
        for _ in range(3):
            began = time.process_time()
            [*shipped_watch().hits(text)]
            times.append(time.process_time() - began)
        return min(times)

    seconds(2_000)

    assert seconds(20_000) < 40 * seconds(2_000) + 0.02


def test_where_nothing_was_typed_the_lists_are_not_made_ready() -> None:
    words = Watch(HarmWords())
    assert [*words.hits(" \n")] == []
    assert "_lists" not in vars(words)

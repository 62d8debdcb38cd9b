"""Words of harm: how phrases are read, and what is looked for."""

import pytest

from bot.core.harm import HarmWords, Level, Watch

WORDS = HarmWords.model_validate(
    {
        "danger": {
            "violence": ["HIT .. ME"],
            "suicide": ["(kill*|end) myself", "suicide"],
            "another": {"phrases": ["cut* herself"], "when_asking": "distress"},
        },
        "distress": {"low": ["cannot? cope"]},
        "asking": ["help (for|with)"],
        "everyday": ["hit* (a|the) target"],
        "groups": {"HIT": ["hit*", "punch*"], "ME": ["me", "my son"]},
        "spellings": {"kill": ["kil"]},
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
        "he hit, like, me",
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
        "ki\u200bll myself",
        "I just really kill just myself",
        "suicde",
        "su icide",
        "hit the target and hit me",
    ],
)
def test_danger_is_found_in_the_ways_people_write(watch: Watch, text: str) -> None:
    assert watch.look(text) is Level.DANGER


@pytest.mark.parametrize(
    "text", ["", ".", "🔪💀", "we hit the target", "he hit it and not only me", "munched me", "unch me"]
)
def test_what_is_not_written_is_not_found(watch: Watch, text: str) -> None:
    assert watch.look(text) is None


def test_whoever_asks_for_help_for_another_is_in_distress_not_danger(watch: Watch) -> None:
    assert watch.look("she is cutting herself") is Level.DANGER
    assert watch.look("help for a girl who is cutting herself") is Level.DISTRESS
    assert watch.look("help for a girl who is cutting herself. he hits me") is Level.DANGER
    assert watch.look("I can not cope") is Level.DISTRESS

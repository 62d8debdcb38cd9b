"""However much a file or a feed says of an organisation, its card and a page of a list fit one message."""

import pytest

from bot.content.markup import visible
from bot.core.lengths import MESSAGE, units
from bot.core.support.organisations import Organisation
from bot.core.words import Reader, Reading
from bot.handlers.cards import card_words, short_words
from bot.handlers.support import PAGE
from bot.services import Services
from bot.store.keys import Keys
from bot.texts import Texts
from tests.engine import HandTime
from tests.shipped import shipped_content

LONG = Organisation.model_validate(
    {
        "id": "long",
        "name": "N" * 120,
        "does": {"usual": "🙂 & <b>" * 900, "shorter": "s" * 5000},
        "phones": ["01632 960 001", "01632 960 002", "01632 960 003"],
        "text": {"number": "07700 900 001", "word": "w" * 100},
        "email": f"{'e' * 80}@example.org",
        "website": f"example.org/{'w' * 280}",
        "how": "h" * 5000,
        "hours": "o" * 5000,
        "ages": {"least": 3, "most": 25},
        "areas": ["town", "coast", "valley"],
        "needs": ["n" * 100] * 30,
        "languages": ["pl", "ar", "xx"] * 60,
        "source": "s" * 100,
        "checked": "2026-11-23",
    }
)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    content = shipped_content()
    texts = Texts(content.messages, content.forum.time_zone, content.forum.standing())
    keys = Keys(tmp_path_factory.mktemp("keys"))
    return Services(None, content, texts, keys, HandTime().clock, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("reading", Reading)
def test_the_longest_card_and_page_fit(services: Services, reading: Reading) -> None:
    reader = Reader(reading=reading)

    card = visible(card_words(services, reader, LONG))
    page = [visible(short_words(services, reader, LONG, 100)) for _ in range(PAGE)]

    assert units(card) <= MESSAGE - 300
    assert units("\n\n".join(page)) <= MESSAGE - 300
    assert "📞 Call 01632 960 003" in card


def test_only_what_is_known_stands_on_a_card(services: Services) -> None:
    bare = Organisation.model_validate(
        {"id": "bare", "name": "Bare", "does": "Helps.", "how": "Ask at the library.", "source": "example"}
    )

    card = visible(card_words(services, Reader(), bare))

    assert card == "Bare\nHelps.\n\n➡️ Ask at the library.\n\nNobody of our forum has checked this yet."


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ({"least": 16}, "For ages 16 and over"),
        ({"most": 18}, "For ages up to 18"),
        ({"least": 11, "most": 25}, "For ages 11 to 25"),
    ],
)
def test_ages_are_said_as_people_say_them(services: Services, ages: dict[str, int], said: str) -> None:
    entry = LONG.model_copy(update={"ages": type(LONG.ages)(**ages)})

    assert said in visible(card_words(services, Reader(), entry))

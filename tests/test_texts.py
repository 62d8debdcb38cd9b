"""What people read, in the form they need."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from bot.content.markup import broken_markup, visible
from bot.core.words import MARK, Reader, Reading, Voice, Words, all_readers
from bot.texts import Texts
from tests.shipped import shipped_content

MESSAGES = {
    "hello": Words(
        usual="<b>Hello {{ name }}</b>",
        shorter="Hi {{ name }}",
        young=Words(usual="Hey {{ name }}", shorter="{{ name }}!"),
    ),
    "frame": Words(usual="<i>{{ inside }}</i>"),
    "button_ask": Words(usual="Ask {{ name }} & {{ forum }}"),
}
USUAL = Reader()
SHORTER = Reader(reading=Reading.SHORTER)


@pytest.fixture
def texts() -> Texts:
    return Texts(MESSAGES, ZoneInfo("Europe/London"), {"forum": "Lake <Forum>"})


@pytest.fixture(scope="module")
def shipped() -> Texts:
    content = shipped_content()
    return Texts(content.messages, content.forum.time_zone, content.forum.standing())


def test_each_reader_gets_their_form(texts: Texts) -> None:
    said = [texts.say(reader, "hello", name="Jo") for reader in all_readers()]

    assert said == ["<b>Hello Jo</b>", "Hi Jo", "Hey Jo", "Jo!"]


def test_values_are_escaped_in_html_and_left_as_they_are_on_a_button(texts: Texts) -> None:
    assert texts.say(USUAL, "hello", name="<Jo> & Al") == "<b>Hello &lt;Jo&gt; &amp; Al</b>"
    assert texts.button(USUAL, "button_ask", name="<Jo>") == "Ask <Jo> & Lake <Forum>"
    assert texts.toast(USUAL, "button_ask", name="Jo") == "Ask Jo & Lake <Forum>"


def test_a_message_put_into_a_message_is_not_escaped_again(texts: Texts) -> None:
    hello = texts.say(USUAL, "hello", name="<Jo>")

    assert texts.say(USUAL, "frame", inside=hello) == f"<i>{hello}</i>"
    assert texts.lines([hello, "2 < 3"]) == f"{hello}\n2 &lt; 3"
    assert isinstance(texts.lines([]), Markup)


def test_words_given_as_a_value_are_put_in_the_reader_s_form(texts: Texts) -> None:
    title = Words(usual="Tea & cake", shorter="Tea")

    assert texts.say(USUAL, "frame", inside=title) == "<i>Tea &amp; cake</i>"
    assert texts.say(SHORTER, "frame", inside=title) == "<i>Tea</i>"


def test_a_missing_value_or_message_fails(texts: Texts) -> None:
    with pytest.raises(UndefinedError):
        texts.say(USUAL, "hello")
    with pytest.raises(KeyError):
        texts.say(USUAL, "goodbye")


def test_a_value_may_have_any_name(texts: Texts) -> None:
    assert texts.say(USUAL, "hello", name="Jo", reader=1, key=2, self=3) == "<b>Hello Jo</b>"


@given(text=st.text(st.sampled_from("<>&\"'/ab bi;#"), min_size=1), reading=st.sampled_from(Reading))
def test_survey_words_and_values_never_become_tags(text: str, reading: Reading) -> None:
    texts = Texts(MESSAGES, ZoneInfo("UTC"), {})
    reader = Reader(reading=reading, voice=Voice.YOUNG)

    for html in (texts.words(reader, Words(usual=text)), texts.say(reader, "frame", inside=text)):
        inside = html.removeprefix("<i>").removesuffix("</i>")
        assert "<" not in inside and ">" not in inside
        assert visible(inside) == text
        assert list(broken_markup(html)) == []


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 27, 19, 0, tzinfo=UTC), "Friday 27 November, 7 pm"),
        (datetime(2026, 7, 3, 18, 30, tzinfo=UTC), "Friday 3 July, 7.30 pm"),
        (datetime(2026, 7, 3, 8, 5, tzinfo=UTC), "Friday 3 July, 9.05 am"),
        (datetime(2026, 1, 5, 12, 0, tzinfo=UTC), "Monday 5 January, 12 midday"),
        (datetime(2026, 1, 5, 12, 15, tzinfo=UTC), "Monday 5 January, 12.15 pm"),
        (datetime(2026, 1, 5, 0, 15, tzinfo=UTC), "Monday 5 January, 12.15 am"),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), "Wednesday 1 July, at the very start of the day"),
    ],
)
def test_moments_are_told_in_the_forum_s_time(shipped: Texts, moment: datetime, said: str) -> None:
    assert shipped.moment(USUAL, moment) == said
    assert shipped.day(USUAL, moment) == said.split(",", maxsplit=1)[0]


def test_a_moment_without_a_zone_is_refused(shipped: Texts) -> None:
    with pytest.raises(ValueError, match="time zone"):
        shipped.day(USUAL, datetime(2026, 1, 1))


# Other languages. `pl` and `ar` have a translation of some of these, and none of the others.

TRANSLATED = {
    "hello": Words(
        usual="Hello {{ name }}",
        shorter="Hi {{ name }}",
        translations={
            "pl": Words(usual="Cześć {{ name }}", shorter="Hej {{ name }}"),
            "ar": Words(usual="مرحبا {{ name }} من {{ forum }}"),
        },
    ),
    "bye": Words(usual="<b>Bye</b> {{ name }}"),
    "pair": Words(usual="{{ one }} – {{ other }}\n{{ other }}"),
    "list": Words(usual="{% for name in names %}• {{ name }}\n{% endfor %}"),
    "few": Words(usual="x", translations={"ar": Words(usual="أقل من {{ threshold|int - 1 }}")}),
    "toast_long": Words(usual="x" * 198),
}
POLISH, ARABIC = Reader(language="pl"), Reader(language="ar")
FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"


@pytest.fixture
def translated() -> Texts:
    return Texts(TRANSLATED, ZoneInfo("Europe/London"), {"forum": "Lake Forum", "threshold": "5"})


def test_a_reader_of_another_language_gets_it_in_their_form(translated: Texts) -> None:
    assert translated.say(POLISH, "hello", name="Jo") == "Cześć Jo"
    assert translated.say(Reader(Reading.SHORTER, Voice.YOUNG, "pl"), "hello", name="Jo") == "Hej Jo"


def test_where_a_translation_is_missing_the_english_stands_marked(translated: Texts) -> None:
    assert translated.say(POLISH, "bye", name="Jo") == f"{MARK}<b>Bye</b> Jo"
    assert translated.button(Reader(language="cy"), "hello", name="Jo") == f"{MARK}Hello Jo"


def test_what_is_marked_as_a_whole_is_not_marked_inside(translated: Texts) -> None:
    lunch = Words(usual="Lunch")

    assert translated.say(POLISH, "bye", name=lunch) == f"{MARK}<b>Bye</b> Lunch"
    assert translated.say(POLISH, "hello", name=lunch) == f"Cześć {MARK}Lunch"


def test_a_frame_of_values_is_marked_once_a_line_where_they_are_english(translated: Texts) -> None:
    one, other = Words(usual="Soup", translations={"pl": Words(usual="Zupa")}), Words(usual="Cake")

    assert translated.say(POLISH, "pair", one=other, other=other) == f"{MARK}Cake – Cake\n{MARK}Cake"
    assert translated.say(POLISH, "pair", one=one, other=one) == "Zupa – Zupa\nZupa"
    assert translated.say(POLISH, "pair", one="7", other="8") == "7 – 8\n8"


def test_values_stand_apart_in_a_right_to_left_sentence(translated: Texts) -> None:
    said = translated.say(ARABIC, "hello", name="Jo & <Al>")

    assert said == f"مرحبا {FSI}Jo &amp; &lt;Al&gt;{PDI} من {FSI}Lake Forum{PDI}"


def test_a_right_to_left_value_stands_apart_in_an_english_sentence(translated: Texts) -> None:
    assert translated.say(ARABIC, "bye", name="علي") == f"{MARK}<b>Bye</b> {FSI}علي{PDI}"


def test_a_line_of_right_to_left_values_is_set_from_the_right(translated: Texts) -> None:
    assert translated.say(ARABIC, "list", names=["علي", "Jo"]) == f"{RLM}• {FSI}علي{PDI}\n• {FSI}Jo{PDI}\n"


def test_numbers_are_still_numbers_in_every_language(translated: Texts) -> None:
    assert translated.say(ARABIC, "few") == "أقل من 4"


def test_a_toast_without_room_for_the_mark_has_none(translated: Texts) -> None:
    assert translated.toast(POLISH, "toast_long") == "x" * 198


def test_what_is_english_to_an_english_reader_is_left_alone(translated: Texts) -> None:
    assert translated.say(USUAL, "bye", name="علي") == "<b>Bye</b> علي"

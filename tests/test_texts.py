"""What people read, in the form they need."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from bot.content import load_content, shipped_folder
from bot.content.markup import broken_markup, visible
from bot.core.words import Reader, Reading, Voice, Words, all_readers
from bot.texts import Texts

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
    content = load_content(shipped_folder(), shipped_folder())
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

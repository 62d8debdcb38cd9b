"""What people send that nobody asked for is met kindly, and nothing of it is lost."""

import pytest

from bot.simulator.client import Person
from tests.whole.forum import Forum
from tests.whole.telling import LATE, answered, opened, read, sent, told
from tests.whole.test_privacy import file_of

ARABIC = "ابني لا يريد الذهاب إلى المدرسة ولا أحد يساعدنا"
POLISH = "Mój syn nie chce chodzić do szkoły i nikt nam nie pomaga"


@pytest.fixture
async def amira(forum: Forum) -> Person:
    return await forum.joined("Amira")


async def test_what_has_no_words_is_asked_for_in_words_and_the_rest_stays(
    forum: Forum, amira: Person
) -> None:
    await opened(amira)
    for typed in (".", "👍🎉", "\u2062\u200d", "…", "?!", "🇬🇧"):
        await amira.type(typed)
        await forum.town.quiet()
        assert (await amira.reads())[-1].text.startswith("There were no words in that.")
    assert forum.rows("SELECT count(*) FROM feedback") == [(0,)]
    await amira.type(LATE)
    await amira.sees("Look at the choices below")
    await amira.type("👍")

    await amira.sees("Nothing you typed before is lost.\n\nYour words")
    await amira.tap("✅ Send")
    await amira.sees("Thank you. We have it.")
    assert forum.rows("SELECT messages FROM feedback") == [(f'["{LATE}"]',)]


async def test_twenty_thousand_characters_fit_and_one_more_does_not(forum: Forum, amira: Person) -> None:
    await opened(amira)
    for number, length in enumerate((4000, 4000, 4000, 4000, 3999), 1):
        await amira.type(f"{number}" * length)
        await amira.sees("Look at the choices below" if number == 1 else f"({number} messages)")

    await amira.type("ab")
    refused = await amira.sees("That would be 20001 characters, and 20000 fit.")
    assert "(5 messages)" in refused.text
    await amira.type("a")
    await amira.sees("(6 messages)")
    await amira.tap("✅ Send")
    await amira.sees("Thank you. We have it.")
    assert forum.rows("SELECT length(messages) - 6 * 4 FROM feedback") == [(20_000,)]

    rosalind = await forum.joined("Rosalind")
    page = await read(rosalind, "1111111111")
    assert "Page 1 of 15." in page.text
    await rosalind.tap("More ›")
    await rosalind.sees("Page 2 of 15.")
    await amira.tap("Look at it")
    await amira.sees("Page 1 of 1")


async def test_the_same_message_five_times_stands_there_once(forum: Forum, amira: Person) -> None:
    await opened(amira)
    for _ in range(5):
        await amira.type(LATE)
        await amira.sees("Look at the choices below")
    await forum.town.quiet()
    await amira.tap("✅ Send")
    await amira.sees("Thank you. We have it.")
    assert forum.rows("SELECT messages FROM feedback") == [(f'["{LATE}"]',)]

    for _ in range(4):
        await sent(amira, LATE)
    assert forum.rows("SELECT count(*) FROM feedback") == [(1,)]


LOOKS = (
    '=HYPERLINK("http://example.org";"click")',
    "+1 for a later bus",
    "<b>so & so</b> <script>alert(1)</script>",
    "/the school does not listen to us",
    "{{ lead }} {% if x %}",
    "⟦phone⟧ and ⟦nonsense⟧ are not ours",
    "a\u202egnihtemos esrever\u202c b",
)


async def test_what_looks_like_a_formula_html_or_a_command_is_words(forum: Forum, amira: Person) -> None:
    rosalind = await forum.joined("Rosalind")
    await told(amira, *LOOKS)
    form = (await amira.sees("(7 messages)")).text
    await amira.tap("✅ Send")
    await amira.sees("Thank you. We have it.")

    page = (await read(rosalind, LOOKS[0])).text
    for words in LOOKS:
        assert words in form
        assert words in page
    await rosalind.tap("Pass it on ›")
    await rosalind.sees("To whom?")
    await rosalind.type("the school & <i>co</i>")
    await rosalind.sees("the school & <i>co</i>")
    await rosalind.tap("Take what was written")
    asking = (await rosalind.sees("Shall we ask the writer")).text
    assert "[phone] and [nonsense] are not ours" in asking and LOOKS[2] in asking


async def test_a_known_command_is_one_and_what_was_typed_waits(forum: Forum, amira: Person) -> None:
    await told(amira, LATE)
    await amira.type("/help")
    await amira.sees("What you can do here")
    await amira.type("/feedback")
    assert LATE in (await amira.sees("Look at the choices below")).text


@pytest.mark.parametrize(
    ("typed", "language", "own"),
    [(POLISH, "Polish", "zadzwoń pod numer 999"), (ARABIC, "Arabic", "اتصل بالرقم 999")],
)
async def test_another_language_is_taken_marked_and_met_with_kind_words_and_the_numbers(
    forum: Forum, amira: Person, typed: str, language: str, own: str
) -> None:
    rosalind = await forum.joined("Rosalind")
    await opened(amira)
    await amira.type(typed)
    form = await amira.sees(f"This looks like {language}. That is fine")
    for words in (own, typed, "Call 999", "Call 111", "01632 960 010", "01632 960 011"):
        assert words in form.text
    await amira.tap("✅ Send")
    assert own in (await amira.sees("Thank you. We have it.")).text

    page = await read(rosalind, typed)
    assert f"It seems to be in {language}." in page.text
    await answered(rosalind, typed, "Dziękujemy. We will help.")
    await amira.sees("You have an answer.")
    await amira.tap("Read it")
    assert "Dziękujemy. We will help." in (await amira.sees("We answered")).text


async def test_right_to_left_and_mixed_words_keep_to_themselves(forum: Forum, amira: Person) -> None:
    mixed = f"The letter said {ARABIC}, and I did not understand"
    await told(amira, mixed)
    form = (await amira.sees("Look at the choices below")).text
    assert f"\u2068{mixed}\u2069" in form


async def test_who_blocked_the_bot_when_the_answer_is_sent_finds_it_when_they_come_back(
    forum: Forum, amira: Person
) -> None:
    rosalind = await forum.joined("Rosalind")
    await sent(amira, LATE)
    await amira.block()
    await answered(rosalind, LATE, "We are on it.")
    await forum.town.quiet()
    assert "Our last message did not reach them." in (await read(rosalind, LATE)).text

    await amira.unblock()
    await amira.start()
    await amira.sees("Welcome")
    await amira.type("/feedback")
    await amira.sees("Tell us, in your own words")
    await amira.tap("🔵 What you told us (1)")
    await amira.sees("What you told us")
    await amira.tap("🔵 the school bus is late…")
    await amira.sees("We are on it.")
    assert "did not reach" not in (await read(rosalind, LATE)).text


async def test_an_answer_to_somebody_who_was_forgotten_goes_nowhere(forum: Forum, amira: Person) -> None:
    rosalind = await forum.joined("Rosalind")
    number = await sent(amira, LATE)
    await read(rosalind, LATE)
    await rosalind.tap("✏️ Answer")
    await rosalind.sees("Type your answer.")
    await rosalind.type("We are on it.")
    await rosalind.sees("Tap “Send it”, or type it again.")
    form = rosalind.screen()

    await amira.type("/forgetme")
    await amira.sees("Shall we forget you?")
    await amira.tap("Yes, forget me")
    await amira.sees("We have forgotten you")

    toast = await rosalind.press(form, forum.taps_of(form)["✅ Send it"])
    assert "Whoever wrote it has deleted it, or asked to be forgotten." in toast
    await rosalind.type("We are on it, really.")
    await forum.town.quiet()
    assert forum.rows("SELECT count(*) FROM feedback") == [(0,)]
    assert forum.rows("SELECT count(*) FROM feedback_note") == [(0,)]
    assert forum.rows("SELECT count(*) FROM delivery WHERE chat = ?", amira.id) == [(0,)]
    await rosalind.press(rosalind.screen(), f"xo:{number}:0", forge=True)
    await forum.town.quiet()


async def test_only_coordinators_read_and_nobody_reads_anothers(forum: Forum, amira: Person) -> None:
    zofia = await forum.joined("Zofia")
    number = await sent(amira, LATE)
    await zofia.type("/inbox")
    await zofia.sees("only our team can do that")
    for data in (f"xo:{number}:0", f"xa:{number}:answer", f"xs:{number}:1:state:done", f"xn:{number}:1"):
        assert "only our team" in await zofia.press(zofia.screen(), data, forge=True)
    for data in (f"yp:{number}:0", f"yw:{number}", f"yd:{number}", f"yu:{number}:share:1"):
        assert "not here any more" in await zofia.press(zofia.screen(), data, forge=True)
    for data in (
        "yn:1",
        "ys:1:kind:idea",
        f"ys:{number}:kind:nonsense",
        "xs:1:1:theme:x",
        "yo:1:all",
        "yh:a-b",
        "yh:zzzzzzzzzzzz",
    ):
        await zofia.press(zofia.screen(), data, forge=True)
    assert forum.rows("SELECT state, may_share FROM feedback") == [("received", 0)]


async def test_as_long_as_everything_may_be_it_fits_on_the_screens(forum: Forum, amira: Person) -> None:
    rosalind = await forum.joined("Rosalind")
    number = await sent(
        amira,
        *(f"{one}" + "🚌" * 2047 for one in "123456789"),
        choices=("☐ Tell the council, without my name", "☐ You may quote me"),
    )
    await read(rosalind, "1🚌🚌")
    await rosalind.tap("✏️ Answer")
    await rosalind.sees("Type your answer.")
    await rosalind.type("yes " + "🚌" * 899)
    await rosalind.sees("That has 1802 characters, and 1800 fit into one message.")
    await rosalind.type("yes " + "🚌" * 898)
    await rosalind.sees("Tap “Send it”, or type it again.")
    await rosalind.tap("✅ Send it")
    await rosalind.sees("We answered")
    await rosalind.tap("Theme ›")
    await rosalind.sees("Tap a theme")
    await rosalind.type("t" * 60)
    await rosalind.sees("Theme: ttt")
    await rosalind.tap("What may be quoted ›")
    await rosalind.sees("What may be quoted of this?")
    await rosalind.type("1" + "🚌" * 599)
    await rosalind.sees("✓ You may quote it.")
    await rosalind.tap("Pass it on ›")
    await rosalind.sees("To whom?")
    await rosalind.type("w" * 100)
    await rosalind.sees("The writer allows it")
    await forum.town.quiet()
    await rosalind.tap("It has gone out")
    await rosalind.sees("➤ Passed on to")
    await rosalind.tap("Where it stands ›")
    await rosalind.sees("Where does it stand?")
    await rosalind.tap("It cannot be done, because …")
    await rosalind.sees("Why can it not be done?")
    await rosalind.type("r" * 300)
    await rosalind.sees("Cannot be done: rrr")

    await amira.sees("There is news")
    await amira.tap("Read it")
    assert "yes 🚌🚌" in (await amira.sees("It cannot be done. rrr")).text
    await amira.tap("Write back")
    await amira.sees("What you write is private")
    await amira.type("and " + "🚌" * 898)
    await amira.sees("We have it, and aim to answer by")
    await amira.press(amira.screen(), f"yp:{number}:1")
    await amira.sees("Page 2 of")
    file = (await file_of(rosalind)).replace("\n", "")
    assert (len(file), file[:2], file[2048:2050]) == (9 * 2048, "1🚌", "2🚌")

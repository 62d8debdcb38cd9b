"""Where to turn: asked in one's own words or by topic, joined or not; nothing is kept of whoever asks."""

import pytest

from bot.simulator.client import Person, Shown
from tests.whole.forum import Forum

KEPT = "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM conversation)"
LOOKED = "SELECT what, times FROM looked_for ORDER BY what"


async def newcomer(forum: Forum, name: str = "Zofia") -> Person:
    """Somebody who pressed Start, and has not joined."""
    person = await forum.town.person(name)
    await person.start()
    await person.sees("Hello from")
    return person


async def asked(person: Person, words: str) -> Shown:
    """The answer to what they type."""
    typed = await person.type(words)
    while True:
        answer = await person.offered("All topics")
        if answer.message_id > typed.message_id:
            return answer
        await person.sees_change(answer.changed, 5)


async def test_everyday_words_find_an_organisation_and_its_card(forum: Forum) -> None:
    amira = await forum.joined("Amira")

    answer = await asked(amira, "she wont go to school, 6 weeks now")

    assert "This may help" in answer.text
    assert "Why: it helps with “Not going to school”." in answer.text
    assert answer.text.count("Why:") == 3
    assert answer.raw["reply_to_message"]["text"] == "she wont go to school, 6 weeks now"
    assert {"🆘 Help now", "Hide this", "All topics", "💬 Tell the forum this"} <= {*answer.buttons}
    await amira.tap("SENDIASS")
    card = await amira.sees("Nobody of our forum has checked this yet.")
    assert "📞 Call 0191 587 3541\n✉️ Write to sendiass@durham.gov.uk\n" in card.text
    assert "For ages up to 25" in card.text
    assert card.button("Open the website") == {
        "text": "Open the website",
        "url": "https://durhamsendiass.info",
    }
    await amira.tap("‹ Back")
    assert (await amira.sees("This may help")).message_id == answer.message_id
    assert forum.rows("SELECT month, what, times FROM looked_for") == [("2026-11", "topic:attendance", 1)]


async def test_somebody_who_has_not_joined_is_answered_and_nothing_of_them_is_kept(forum: Forum) -> None:
    zofia = await newcomer(forum)
    await zofia.tap("Find help")
    await zofia.sees("Where to turn")

    answer = await asked(zofia, "i need a break")

    assert "short breaks" in answer.text.lower()
    assert "Join the forum" in answer.buttons
    assert forum.rows(KEPT) == [(0, 0)]


async def test_topics_lead_to_their_organisations_page_by_page(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.tap("Find help")
    first = await amira.sees("Where to turn")
    assert len(first.buttons) == 8 + len(["More", "Who is it for?", "Help now", "Hide", "Tell us something"])
    await amira.tap("More ›")
    await amira.tap("Complaints")
    page = await amira.sees("Complaints")
    assert "1. " in page.text
    assert {"All topics", "Who is it for?"} <= {*page.buttons}
    while "More ›" in amira.screen().buttons:
        await amira.tap("More ›")
    last = amira.screen()
    name = next(label for label in last.buttons if label in last.text)
    await amira.tap(name)
    await amira.sees("Nobody of our forum has checked this yet.")
    await amira.tap("‹ Back")
    assert amira.screen().text == last.text
    await amira.tap("All topics")
    await amira.sees("Where to turn")
    assert forum.rows(LOOKED) == [("topic:complaints", 1)]


async def test_for_whom_and_where_is_said_in_passing_and_never_kept(forum: Forum) -> None:
    zofia = await newcomer(forum)
    await zofia.tap("Find help")
    await zofia.tap("Feelings and mental health")
    everybody = await zofia.sees("Feelings and mental health")
    names = everybody.text
    await zofia.tap("Who is it for?")
    await zofia.sees("It is not kept.")
    await zofia.tap("16 to 18")
    await zofia.tap("The valley")
    chosen = zofia.screen()
    assert [label for label in chosen.buttons if label.startswith("●")] == ["● 16 to 18", "● The valley"]
    await zofia.tap("Show what fits")
    await zofia.sees("Shown for: Young person, 16 to 18, The valley")
    await zofia.tap("Feelings and mental health")
    young = await zofia.sees("Shown for: Young person, 16 to 18, The valley")
    assert "Childline" in young.text
    assert young.text != names
    assert "Rollercoaster" not in young.text, "that one is for parents alone"
    await zofia.tap("Childline")
    await zofia.tap("‹ Back")
    assert zofia.screen().text == young.text
    assert forum.rows(KEPT) == [(0, 0)]


async def test_an_answer_is_given_again_for_somebody_else(forum: Forum) -> None:
    zofia = await newcomer(forum)
    await asked(zofia, "feeling so sad all the time")
    await zofia.tap("Who is it for?")
    await zofia.tap("19 to 25")
    await zofia.tap("Show what fits")

    again = await zofia.sees("This may help")

    assert again.raw["reply_to_message"]["text"] == "feeling so sad all the time"
    assert "Childline" not in again.text


async def test_what_is_known_of_a_member_puts_fitting_entries_first(forum: Forum) -> None:
    teo = await forum.joined("Teo", "Young person", "19 to 25")
    await teo.tap("Find help")
    shown = await teo.sees("Where to turn")
    assert "Shown for: Young person, 19 to 25" in shown.text
    await teo.tap("Feelings and mental health")
    assert "Childline" not in (await teo.sees("Feelings and mental health")).text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("thank you", "You are welcome."),
        ("hello", "Hello. What do you need?"),
        ("good night", "Goodbye, and take care."),
        ("ok", "Good. Write to me when you need something."),
        ("help", "Is it about one of these? Tap it.\nIn danger now? Call 999."),
        ("what is a senco", "SENCO\nThe teacher in a school who plans"),
        ("❤️👍", "I can only read words. What do you need?"),
        (".", "I can only read words. What do you need?"),
        ("xqzt vbnm", "Sorry, I found nobody for that."),
        ("what is a frobnicator", "Sorry, I have no plain words for that yet."),
        ("Potrzebuję pomocy, moje dziecko nie jest w szkole", "This looks like Polish."),
        ("أحتاج إلى مساعدة لابني في المدرسة", "This looks like Arabic."),
        ("=1+2", "I can only read words. What do you need?"),
        ("<b>benefits</b> <script>alert(1)</script>", "This may help"),
    ],
)
async def test_whatever_is_typed_is_answered_with_ways_on(forum: Forum, words: str, said: str) -> None:
    amira = await forum.joined("Amira")

    answer = await asked(amira, words)

    assert said in answer.text
    assert {"All topics", "🆘 Help now", "Hide this", "💬 Tell the forum this"} <= {*answer.buttons}
    assert answer.raw["reply_to_message"]["text"] == words


async def test_another_language_is_met_with_the_urgent_numbers_and_is_counted(forum: Forum) -> None:
    zofia = await newcomer(forum)
    answer = await asked(zofia, "Potrzebuję pomocy, moje dziecko nie jest w szkole")
    for number in ("999", "111", "116 123", "01632 960 010", "01632 960 011", "01632 960 001"):
        assert number in answer.text
    assert forum.rows(LOOKED) == [("language", 1)]


async def test_the_same_message_five_times_counts_once_and_a_very_long_one_is_answered(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    for _ in range(5):
        await asked(amira, "respite please, i need a break")
    before = forum.rows(LOOKED)
    assert {times for _, times in before} == {1}
    await asked(amira, "benefits " * 455)
    await forum.move(days=1)
    await asked(amira, "respite please, i need a break")
    assert dict(forum.rows(LOOKED))[before[0][0]] == 2


async def test_help_now_leads_back_to_the_answer(forum: Forum) -> None:
    zofia = await newcomer(forum)
    await asked(zofia, "i need a break")
    await zofia.tap("🆘 Help now")
    await zofia.sees("Samaritans, 116 123")
    await zofia.tap("‹ Back")
    assert "This may help" in zofia.screen().text


async def test_an_answer_and_its_question_are_hidden_together(forum: Forum) -> None:
    zofia = await newcomer(forum)
    answer = await asked(zofia, "my husband hits me")
    toast = await zofia.tap("Hide this")
    assert toast.startswith("Gone: what you asked, and my answer.")
    await forum.town.quiet()
    left = await zofia.reads()
    assert answer.message_id not in [one.message_id for one in left]
    assert "my husband hits me" not in [one.text for one in left]


async def test_an_old_answer_and_its_question_stay_and_that_is_said(forum: Forum) -> None:
    zofia = await newcomer(forum)
    answer = await asked(zofia, "i need a break")
    await forum.move(hours=49)
    assert "To delete the rest" in await zofia.press(answer, "hid")
    left = next(one for one in await zofia.reads() if one.message_id == answer.message_id)
    assert (left.text, left.buttons) == ("This was hidden.", [])


async def test_the_same_words_become_feedback_also_after_a_restart(forum: Forum) -> None:
    zofia = await newcomer(forum)
    await asked(zofia, "there is no respite anywhere near us")
    await forum.restart()
    await zofia.tap("💬 Tell the forum this")
    assert "there is no respite anywhere near us" in (await zofia.sees("no respite anywhere")).text


async def test_an_answer_whose_question_was_deleted_has_all_topics_left(forum: Forum) -> None:
    zofia = await newcomer(forum)
    answer = await asked(zofia, "i need a break")
    card = next(label for label in answer.buttons if label in answer.text)
    await zofia.delete(int(answer.raw["reply_to_message"]["message_id"]))
    await zofia.tap(card)
    await zofia.sees("Nobody of our forum")
    assert forum.rows(KEPT) == [(0, 0)]


async def test_support_takes_words_behind_the_command(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/support i need a break")
    await amira.sees("This may help")
    await amira.tap("Who is it for?")
    await amira.tap("Show what fits")
    await amira.sees("This may help")
    await amira.tap("💬 Tell the forum this")
    assert "/support" not in (await amira.sees("i need a break")).text


async def test_an_old_button_of_an_entry_that_is_gone_is_kindly_met(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    answer = await asked(amira, "i need a break")
    for data in ("so:nobody::", "sy:nobody::", "sd:no_topic:0:"):
        assert await amira.press(answer, data, forge=True)
    await amira.press(answer, "sw:zz99", forge=True)
    await amira.sees("It is not kept.")
    await amira.press(amira.screen(), "sp:99:n99", forge=True)
    await amira.sees("Where to turn")

"""What people told the forum is read, answered and dealt with; nobody sees who wrote it."""

import asyncio

from bot.simulator.client import Person, Shown
from tests.whole.forum import Forum
from tests.whole.telling import LATE, answered, read, sent

PLAN = "the plan says one to one help and he does not get any of it"


async def read_news(person: Person, words: str) -> str:
    """They are told that there is something, and open it."""
    await person.sees(words)
    await person.tap("Read it")
    return (await person.sees("sent on")).text


async def test_a_parent_hears_back_and_writes_back_and_the_matter_is_done(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    number = await sent(amira, LATE)
    told = await rosalind.sees("Somebody told the forum something. Tap to read.")
    assert LATE not in told.text
    await rosalind.tap("Open the inbox")
    inbox = await rosalind.sees("1 new, 0 open.")
    assert str(amira.id) not in inbox.text and "Amira" not in inbox.text

    await answered(rosalind, LATE, "We spoke with the bus company. <b>They</b> start earlier & call.")

    news = await amira.sees("You have an answer. Tap to read.")
    assert "bus" not in news.text
    shown = await read_news(amira, "You have an answer.")
    assert "We spoke with the bus company. <b>They</b> start earlier & call." in shown
    assert "Somebody reads it." in shown
    assert forum.rows("SELECT has_news, answer_by FROM feedback") == [(0, None)]

    await amira.tap("Write back")
    await amira.sees("What you write is private")
    await amira.type("it was late again today")
    await amira.sees("Thank you. We have it, and aim to answer by Monday 30 November.")
    assert "↩️" in (await reopened(rosalind, "They wrote back")).text
    page = await read(rosalind, LATE)
    assert "it was late again today" in page.text
    await rosalind.tap("Where it stands ›")
    await rosalind.sees("Where does it stand?")
    await rosalind.tap("Done")
    await rosalind.sees("Done. Came on")

    assert "Done." in await read_news(amira, "There is news about something you told us.")
    assert forum.rows("SELECT state, over_on FROM feedback WHERE number = ?", number) == [
        ("done", "2026-11-23")
    ]


async def reopened(coordinator: Person, words: str) -> Shown:
    await coordinator.type("/inbox")
    return await coordinator.sees(words)


async def test_two_coordinators_at_once_see_each_other_and_nothing_is_answered_twice(forum: Forum) -> None:
    rosalind, bo = await forum.joined("Rosalind"), await forum.joined("Bo")
    await forum.stop()
    object.__setattr__(forum.settings, "coordinators", forum.settings.coordinators | {bo.id})
    await forum.start()
    amira = await forum.joined("Amira")
    await sent(amira, LATE)
    for coordinator, words in ((rosalind, "We are on it."), (bo, "We will ask the council.")):
        await read(coordinator, LATE)
        await coordinator.tap("✏️ Answer")
        await coordinator.sees("Type your answer.")
        await coordinator.type(words)
        await coordinator.sees("Tap “Send it”, or type it again.")
    first, second = rosalind.screen(), bo.screen()

    toasts = await asyncio.gather(
        rosalind.press(first, forum.taps_of(first)["✅ Send it"]),
        bo.press(second, forum.taps_of(second)["✅ Send it"]),
    )

    assert sorted(toasts) == [
        "Sent. Say where it stands now, if it is done.",
        "Somebody else has changed this just now. Look again.",
    ]
    late = bo if toasts[0].startswith("Sent") else rosalind
    (sent_text,) = [row[0] for row in forum.rows("SELECT text FROM feedback_reply")]
    page = await late.sees("We answered")
    assert sent_text in page.text and "✏️ Your answer, not sent yet" in page.buttons
    early = rosalind if late is bo else bo
    again = first if late is bo else second
    await early.press(again, forum.taps_of(again)["✅ Send it"], forge=True)
    assert len(forum.rows("SELECT text FROM feedback_reply")) == 1
    await late.tap("✏️ Your answer, not sent yet")
    await late.sees("Your answer:")
    await late.tap("✅ Send it")
    await late.sees("We answered")
    assert len(forum.rows("SELECT text FROM feedback_reply")) == 2


async def test_what_says_the_same_is_answered_together_and_counted_by_people(forum: Forum) -> None:
    rosalind, amira, bo = [await forum.joined(name) for name in ("Rosalind", "Amira", "Bo")]
    head = await sent(amira, LATE)
    other = await sent(bo, "no bus came on tuesday again, my daughter waited an hour")
    await read(rosalind, "no bus came on tuesday")
    await rosalind.tap("Theme ›")
    await rosalind.sees("Tap a theme, or type a new one.")
    await rosalind.type("Buses that are late")
    await rosalind.sees("Theme: Buses that are late")
    await read(rosalind, LATE)
    await rosalind.tap("Says the same as ›")
    await rosalind.sees("Which says the same?")
    await rosalind.type(f"{other // 1000} {other % 1000:03}")
    page = await rosalind.sees("These say the same")
    assert f"{head % 1000:03}" in page.text and "Theme: Buses that are late" in page.text

    await answered(rosalind, "no bus came on tuesday", "We are talking with them.")

    for person in (amira, bo):
        assert "We are talking with them." in await read_news(person, "You have an answer.")
    assert LATE not in " ".join(one.text for one in bo.shown())
    assert forum.rows("SELECT DISTINCT theme IS NOT NULL, state FROM feedback") == [(1, "reading")]
    await rosalind.type("/inbox")
    await rosalind.sees("1 more say the same")
    await rosalind.tap("Themes, and how many")
    await rosalind.sees("Buses that are late (Getting there): kept private")


async def test_about_one_family_nothing_goes_out_before_a_yes_to_the_exact_words(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    number = await sent(amira, PLAN, choices=("☐ It is only about my family",))
    page = await read(rosalind, PLAN)
    assert "🔒 Only about their family." in page.text
    assert not {"Theme ›", "Says the same as ›", "What may be quoted ›"} & {*page.buttons}
    await rosalind.tap("Pass it on ›")
    await rosalind.sees("To whom?")
    await rosalind.tap("the council's SEND team")
    await rosalind.sees("Which words would they hear?")
    await rosalind.type("A family has a plan that is not kept. Ring 07700 900123.")
    asking = await rosalind.sees("Shall we ask the writer")
    assert "Ring [phone number]." in asking.text
    await rosalind.tap("Ask the writer")
    await rosalind.sees("⏳ Asked on")

    news = await amira.sees("We have a question about something you told us. Tap to read.")
    assert "plan" not in news.text
    await amira.tap("Read it")
    asked = await amira.sees("May we pass this on?")
    assert "the council's SEND team" in asked.text
    assert "A family has a plan that is not kept. Ring [phone number]." in asked.text
    await amira.tap("Yes, pass on these words")
    await amira.sees("You said yes on")
    await read(rosalind, PLAN)
    await rosalind.tap("✓ May go to the council's SEND team ›")
    exact = await rosalind.sees("The writer said yes to exactly these words.")
    assert "A family has a plan that is not kept. Ring [phone number]." in exact.text
    await rosalind.tap("It has gone out")
    await rosalind.sees("Passed on to the council's SEND team on")

    assert "Passed on to: the council's SEND team." in await read_news(amira, "There is news")
    await amira.type("/privacy")
    await amira.sees(
        f"number {number // 1000} {number % 1000:03}, without your name, to the council's SEND team"
    )
    assert forum.rows("SELECT what, about FROM audit") == [("feedback_passed", f"feedback {number}")]


async def test_a_no_stays_a_no_and_cannot_be_made_a_yes_by_anybody_else(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await sent(amira, PLAN)
    await read(rosalind, PLAN)
    await rosalind.tap("Pass it on ›")
    await rosalind.sees("To whom?")
    await rosalind.type("the school")
    await rosalind.sees("Which words would they hear?")
    await rosalind.tap("Take what was written")
    await rosalind.sees("Shall we ask the writer")
    await rosalind.tap("Ask the writer")
    await amira.sees("We have a question")
    await amira.tap("Read it")
    asked = await amira.sees("May we pass this on?")
    data = forum.taps_of(asked)

    toast = await rosalind.press(rosalind.screen(), data["Yes, pass on these words"], forge=True)
    assert "not here any more" in toast
    await amira.tap("No, keep it with you")
    await amira.sees("You said no on")
    page = await read(rosalind, PLAN)
    assert "They said no on" in page.text
    assert not [label for label in page.buttons if label.startswith("✓ May go to")]
    (passing,) = forum.rows("SELECT id FROM feedback_passing")[0]
    (seen,) = forum.rows("SELECT version FROM feedback")[0]
    (number,) = forum.rows("SELECT number FROM feedback")[0]
    assert "old one" in await rosalind.press(rosalind.screen(), f"xd:{number}:{seen}:{passing}", forge=True)
    assert forum.rows("SELECT state FROM feedback_passing") == [("no",)]


async def test_what_may_be_shared_goes_out_masked_and_what_may_be_quoted_is_a_part_of_it(
    forum: Forum,
) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    words = "The bus was late. Ring me on 07700 900123. It is cold at the stop."
    await sent(amira, words, choices=("☐ Tell the council, without my name", "☐ You may quote me"))
    page = await read(rosalind, words)
    assert "07700 900123" in page.text and "✓ You may tell the council" in page.text
    await rosalind.tap("Pass it on ›")
    await rosalind.sees("To whom?")
    await rosalind.tap("the council's transport team")
    copy = await rosalind.sees("The writer allows it, without a name.")
    assert "Ring me on [phone number]." in copy.text and "07700" not in copy.text
    await rosalind.tap("It has gone out")
    await rosalind.sees("Passed on to the council's transport team on")
    await rosalind.tap("What may be quoted ›")
    await rosalind.sees("What may be quoted of this?")
    await rosalind.type("It is warm at the stop.")
    await rosalind.sees("These words are not in the text.")
    await rosalind.tap("What may be quoted ›")
    await rosalind.sees("What may be quoted of this?")
    await rosalind.type("It is cold at the stop.")
    assert "Chosen: “" in (await rosalind.sees("✓ You may quote it.")).text
    assert forum.rows("SELECT quote FROM feedback") == [("It is cold at the stop.",)]

    await amira.sees("There is news")
    await amira.tap("Read it")
    await amira.sees("These words went to the council's transport team")
    await amira.tap("What we may do with it")
    await amira.sees("A part of it is chosen to be quoted.")
    await amira.tap("☑ You may quote me")
    await amira.sees("What we may do with it")
    assert forum.rows("SELECT may_quote, quote FROM feedback") == [(0, "")]
    page = await read(rosalind, words)
    assert "✗ Do not quote it." in page.text and "What may be quoted ›" not in page.buttons


async def test_what_was_put_together_can_be_taken_apart_and_is_seen_by_kind_and_topic(forum: Forum) -> None:
    rosalind, amira, bo = [await forum.joined(name) for name in ("Rosalind", "Amira", "Bo")]
    head = await sent(amira, LATE)
    other = await sent(bo, "could you have a quiet room at your meetings?")
    await read(rosalind, "could you have a quiet")
    await rosalind.tap("Says the same as ›")
    alike = await rosalind.sees("Which says the same?")
    await rosalind.tap(next(one for one in alike.buttons if one.startswith(f"{head // 1000} ")))
    await rosalind.sees("These say the same")
    await rosalind.press(rosalind.screen(), f"xo:{other}:0", forge=True)
    page = await rosalind.sees("It says the same as")
    assert "✏️ Answer" not in page.buttons
    await rosalind.tap("It says something else")
    await rosalind.sees("✗ Do not pass it on.")
    assert forum.rows("SELECT count(*) FROM feedback WHERE same_as IS NOT NULL") == [(0,)]

    await rosalind.tap("‹ Inbox")
    await rosalind.sees("Inbox")
    await rosalind.tap("By kind ›")
    await rosalind.sees("Which kind?")
    await rosalind.tap("an idea (1)")
    ideas = await rosalind.sees("Inbox, an idea")
    assert "quiet room" in ideas.text and "bus" not in ideas.text
    await rosalind.tap("By topic ›")
    await rosalind.sees("Which topic?")
    await rosalind.tap("Getting there (1)")
    assert "There is nothing here." in (await rosalind.sees("Inbox, an idea, Getting there")).text
    await rosalind.tap("Open")
    await rosalind.sees("The oldest has waited since")


async def test_an_old_screen_changes_nothing_and_shows_what_was_changed(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await sent(amira, LATE)
    await read(rosalind, LATE)
    await rosalind.tap("Where it stands ›")
    await rosalind.sees("Where does it stand?")
    old = rosalind.screen()
    done = forum.taps_of(old)["Done"]
    await amira.tap("Look at it")
    await amira.sees("sent on")
    await amira.tap("What we may do with it")
    await amira.sees("Tap to change it.")
    await amira.tap("☐ You may quote me")
    await forum.town.quiet()

    toast = await rosalind.press(old, done)

    assert toast == "Somebody else has changed this just now. Look again."
    assert "✓ You may quote it." in (await rosalind.sees("Came on")).text
    assert forum.rows("SELECT state FROM feedback") == [("reading",)]
    await rosalind.tap("What may be quoted ›")
    assert "Names are not: look for them." in (await rosalind.sees("What may be quoted of this?")).text
    await rosalind.tap("All of it")
    assert LATE in (await rosalind.sees("Does it name a person, a school or a place?")).text
    assert forum.rows("SELECT quote FROM feedback") == [("",)]
    await rosalind.tap("Choose a part")
    await rosalind.sees("What may be quoted of this?")
    await rosalind.tap("All of it")
    await rosalind.sees("Read it once more.")
    await rosalind.tap("Yes, quote all of it")
    await rosalind.sees("Chosen: “")
    assert forum.rows("SELECT quote FROM feedback") == [(LATE,)]
    await rosalind.tap("Who looks after it ›")
    await rosalind.sees("No other coordinator can be reached here now.")
    await rosalind.tap("I do")
    await rosalind.sees("You look after it.")
    await rosalind.tap("Who looks after it ›")
    await rosalind.sees("Who looks after it?")
    await rosalind.tap("Nobody yet")
    assert "You look after it." not in (await rosalind.sees("Came on")).text

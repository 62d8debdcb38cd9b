"""Joining: the notice first, nothing kept before the end, and straight to where one was going."""

from pathlib import Path

from bot.simulator.client import Person, Shown
from tests.whole.forum import Forum, living_forum

WHO = ["Parent or carer", "Young person", "I work with families", "I would rather not say"]
AGES = ["Under 16", "16 to 18", "19 to 25", "26 or over"]
ABOUT_PEOPLE = ["person", "conversation", "role", "participation", "response", "answer", "delivery"]


async def newcomer(forum: Forum, name: str = "Amira", payload: str = "") -> Person:
    person = await forum.town.person(name)
    await person.start(payload)
    await person.sees("Hello from Harbour Parent Carer Forum")
    return person


def kept_of(forum: Forum, person: Person) -> list[str]:
    """The tables in which something stands, and the files in which this person's name can be read."""
    tables = [table for table in ABOUT_PEOPLE if forum.rows(f"SELECT count(*) FROM {table}") != [(0,)]]
    folders = (forum.settings.data_dir, forum.settings.keys_dir)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    name = person.first_name.encode()
    return tables + [path.name for path in files if name in path.read_bytes()]


async def test_the_notice_says_four_things_before_anything_is_asked(forum: Forum) -> None:
    amira = await newcomer(forum)
    shown = amira.screen()

    sentences = [line for line in shown.text.splitlines()[1:] if line]
    assert len(sentences) == 4
    assert all(line.count(".") == 1 and line.endswith(".") for line in sentences)
    assert "Telegram could read it" in shown.text
    assert "private" in sentences[-1]
    assert shown.buttons == ["Agree", "Not now", "Read the whole notice", "Find help"]


async def test_the_whole_notice_can_be_read_and_left_again(forum: Forum) -> None:
    amira = await newcomer(forum)

    await amira.tap("Read the whole notice")
    whole = await amira.sees("What we keep")
    for promise in (
        "your parents cannot see your answers",
        "Phone Number, then Nobody",
        "You can complain to us too",
        "ico.org.uk",
    ):
        assert promise in whole.text
    await amira.tap("Back to the short notice")
    await amira.sees("Hello from")
    assert amira.screen().buttons[0] == "Agree"


async def test_not_now_is_fine_and_the_door_stays_open(forum: Forum) -> None:
    amira = await newcomer(forum)

    await amira.tap("Not now")
    said = await amira.sees("That is fine. We have kept nothing.")
    assert said.buttons == ["Find help"]
    assert kept_of(forum, amira) == []
    await amira.start()
    await amira.sees("Hello from")


async def test_who_has_not_joined_can_ask_for_help_and_is_shown_the_notice(forum: Forum) -> None:
    amira = await newcomer(forum)

    for words in ("/help", "/surveys", "/settings", "/open"):
        await amira.type(words)
        await amira.sees("What you can do here" if words == "/help" else "Hello from")

    assert kept_of(forum, amira) == []


async def test_nothing_is_kept_before_one_has_said_who_one_is(forum: Forum) -> None:
    amira = await newcomer(forum)

    await amira.tap("Read the whole notice")
    await amira.tap("Agree")
    await amira.sees("Who are you?")
    assert amira.screen().buttons == WHO
    await amira.type("I am Amira")
    await amira.tap("Join the forum")
    await amira.sees("Hello from")
    await amira.tap("Agree")
    await amira.tap("Young person")
    await amira.sees("How old are you?")
    assert amira.screen().buttons == AGES

    assert kept_of(forum, amira) == []


async def test_what_is_kept_is_the_notice_that_was_agreed_to_and_when(forum: Forum) -> None:
    amira = await newcomer(forum)
    await amira.tap("Agree")
    await forum.move(hours=2)
    await amira.tap("Parent or carer")
    await amira.sees("Welcome")

    version = forum.services.content.forum.notice_version
    assert forum.rows(
        "SELECT telegram, audience, age, area, theme, reading, agreed_version, agreed_at FROM person"
    ) == [(amira.id, "parent", None, None, None, "usual", version, "2026-11-23T11:00:00.000000+00:00")]
    assert not any(
        "Amira" in str(row) for table in ABOUT_PEOPLE for row in forum.rows(f"SELECT * FROM {table}")
    )


EVERYBODY: list[tuple[str, str | None, tuple[str, str | None]]] = [
    ("Parent or carer", None, ("parent", None)),
    ("I work with families", None, ("worker", None)),
    ("I would rather not say", None, ("unsaid", None)),
    ("Young person", "16 to 18", ("young", "16_18")),
    ("Young person", "19 to 25", ("young", "19_25")),
    ("Young person", "26 or over", ("young", "26_over")),
]


async def test_everybody_can_say_who_they_are(forum: Forum) -> None:
    for number, (who, age, stored) in enumerate(EVERYBODY):
        person = await forum.joined(f"Bo {number}", who, age)
        assert forum.rows("SELECT audience, age FROM person WHERE telegram = ?", person.id) == [stored]


async def too_young(forum: Forum, person: Person) -> Shown:
    await person.tap("Agree")
    await person.tap("Young person")
    await person.tap("Under 16")
    return await person.sees("We want to hear from you too")


async def test_under_16_is_told_kindly_who_else_to_ask_and_where_help_is(forum: Forum) -> None:
    teo = await newcomer(forum, "Teo")

    said = await too_young(forum, teo)

    assert "We have kept nothing about you." in said.text
    assert "Ask for the participation worker: 01632 960 002" in said.text
    for help_now in ("999", "0800 1111", "85258", "116 123", "01632 960 010", "01632 960 011"):
        assert help_now in said.text
    assert said.buttons == ["Find help"]
    assert kept_of(forum, teo) == []


async def test_under_16_is_not_offered_to_join_below_what_may_help_and_nothing_is_kept_of_it(
    forum: Forum,
) -> None:
    teo, amira = await forum.town.person("Teo"), await forum.town.person("Amira")
    await amira.start()
    await amira.type("the school bus is late")
    await amira.sees("This may help")
    assert "Join the forum" in amira.screen().buttons

    await teo.start()
    await teo.tap("Agree")
    await teo.tap("Young person")
    await teo.tap("Under 16")
    await teo.sees("Childline")
    await teo.tap("Find help")
    await teo.offered("Money and benefits")
    assert "Join the forum" not in teo.screen().buttons
    for typed, seen in (("the school bus is late", "This may help"), ("hello", "Hello")):
        await teo.type(typed)
        assert "Join the forum" not in (await teo.sees(seen)).buttons
    assert "join" not in teo.screen().text
    assert forum.rows("SELECT * FROM person") == []
    assert forum.rows("SELECT * FROM conversation WHERE telegram = ?", teo.id) == []


async def test_under_16_is_forgotten_when_they_had_joined_before(forum: Forum) -> None:
    rosalind, teo = await forum.joined("Rosalind"), await newcomer(forum, "Teo")
    await teo.tap("Agree")
    await teo.tap("Young person")
    ages = await teo.sees("How old")
    under_16 = forum.taps_of(ages)["Under 16"]
    await teo.tap("16 to 18")
    await teo.sees("Welcome")
    await forum.opened(rosalind, "Did you feel heard?")
    await teo.tap("Answer")
    await teo.tap("Start")
    await teo.tap("4")
    await teo.sees("Question 2 of 3")
    assert forum.rows("SELECT count(*) FROM answer") == [(1,)]

    await teo.press(ages, under_16, forge=True)

    await teo.sees("We want to hear from you too")
    assert forum.rows("SELECT telegram FROM person") == [(rosalind.id,)]
    assert forum.rows("SELECT count(*) FROM answer") == [(0,)]
    assert forum.rows("SELECT count(*) FROM response") == [(0,)]
    assert forum.rows("SELECT count(*) FROM delivery WHERE chat = ?", teo.id) == [(0,)]
    await teo.type("hello?")
    await teo.sees("What do you need?")
    await forum.move(days=1)
    await teo.type("hello?")
    await teo.offered("Join the forum")


async def test_from_a_link_the_first_question_is_three_taps_away(forum: Forum) -> None:
    await forum.opened(await forum.joined("Rosalind"), "Did you feel heard?")
    amira = await newcomer(forum, payload="s_1")

    await amira.tap("Agree")
    await amira.tap("Parent or carer")
    await amira.sees("What this can change")
    await amira.tap("Start")

    await amira.sees("Question 1 of 3")


async def test_the_link_is_not_lost_on_the_way_through_the_whole_notice(forum: Forum) -> None:
    await forum.opened(await forum.joined("Rosalind"), "Did you feel heard?")
    teo = await newcomer(forum, "Teo", "s_1")

    for label in ("Read the whole notice", "Back to the short notice", "Read the whole notice", "Agree"):
        await teo.tap(label)
    await teo.tap("Young person")
    await teo.tap("19 to 25")

    await teo.sees("What this can change")


async def test_a_member_comes_from_a_link_straight_to_the_survey(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await forum.opened(await forum.joined("Rosalind"), "Did you feel heard?")

    await amira.start("s_1")

    await amira.sees("What this can change")


NOWHERE = ["s_7", "s_", "s_x", "s_-1", "s_9999999999999999999999", "s_1_2", "r_nothing", "hello", "x" * 64]


async def test_a_link_that_leads_nowhere_ends_on_the_first_page(forum: Forum) -> None:
    for number, payload in enumerate(NOWHERE):
        words = {"s_": "link does not lead", "r_": "This link was used"}.get(payload[:2], "")
        person = await newcomer(forum, f"Bo {number}", payload)
        await person.tap("Agree")
        toast = await person.tap("Parent or carer")
        await person.sees("Welcome")
        await person.start(payload)
        again = await person.sees(words or "Welcome")

        assert words in toast
        assert "Welcome" in again.text
        assert "button" not in toast + again.text

    assert forum.rows("SELECT count(*) FROM set_aside") == [(0,)]


async def test_the_link_of_a_closed_survey_says_so(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await forum.opened(rosalind, "Did you feel heard?")
    await forum.closed(rosalind, "Did you feel heard?")
    amira = await newcomer(forum, payload="s_1")

    await amira.tap("Agree")
    toast = await amira.tap("Parent or carer")

    assert toast == "“Did you feel heard?” has closed now. Thank you for wanting to answer."
    await amira.sees("Welcome")


async def test_a_survey_for_others_says_so(forum: Forum) -> None:
    await forum.opened(await forum.joined("Rosalind"), "Did you feel heard?", "Young people")
    amira = await forum.joined("Amira")

    await amira.start("s_1")

    await amira.sees("is for other people this time")


# the first run: a link makes its opener the coordinator


def link(forum: Forum) -> str:
    (said,) = [line for line in forum.said if "coordinator" in line]
    return said.rpartition("start=")[2]


async def test_the_first_link_makes_its_opener_the_coordinator_once(tmp_path: Path) -> None:
    async with living_forum(tmp_path, coordinators=frozenset()) as forum:
        rosalind = await newcomer(forum, "Rosalind", link(forum))
        await rosalind.tap("Agree")
        await rosalind.tap("Parent or carer")
        await rosalind.sees("You are a coordinator of the forum now")
        await rosalind.type("/open")
        await rosalind.sees("Which survey?")
        assert "open" in await rosalind.commands()

        amira = await forum.joined("Amira")
        await amira.start(link(forum))
        await amira.sees("This link was used already")
        await amira.type("/open")
        await amira.sees("only our team can do that")
        assert "open" not in await amira.commands()


async def test_who_opened_the_link_is_still_the_coordinator_after_a_restart(tmp_path: Path) -> None:
    async with living_forum(tmp_path, coordinators=frozenset()) as forum:
        rosalind = await newcomer(forum, "Rosalind", link(forum))
        await rosalind.tap("Agree")
        await rosalind.tap("I would rather not say")
        await rosalind.sees("You are a coordinator")

        await forum.restart()

        assert len(forum.said) == 1
        await rosalind.type("/close")
        await rosalind.sees("No survey or vote is open")


async def test_a_link_that_was_not_opened_is_replaced_at_the_next_start(tmp_path: Path) -> None:
    async with living_forum(tmp_path, coordinators=frozenset()) as forum:
        old = link(forum)
        forum.said.clear()
        await forum.restart()
        assert link(forum) != old
        rosalind = await newcomer(forum, "Rosalind", old)
        await rosalind.tap("Agree")
        toast = await rosalind.tap("Parent or carer")
        assert "not right" in toast


async def test_where_the_settings_name_a_coordinator_there_is_no_link(forum: Forum) -> None:
    assert forum.said == []


# members who meet the first buttons again


async def test_who_joined_on_two_phones_is_one_person(forum: Forum) -> None:
    amira = await newcomer(forum)
    first = amira.screen()
    await amira.start()
    await amira.sees("Hello from")
    await amira.tap("Agree")
    await amira.tap("Parent or carer")
    await amira.sees("Welcome")

    await amira.press(first, forum.taps_of(first)["Agree"], forge=True)
    await amira.sees("Who are you?")
    await amira.tap("I work with families")
    await amira.sees("Welcome")

    assert forum.rows("SELECT audience FROM person") == [("worker",)]


async def test_not_now_tells_a_member_nothing_that_is_not_so(forum: Forum) -> None:
    amira = await newcomer(forum)
    notice = amira.screen()
    await amira.tap("Agree")
    await amira.tap("Parent or carer")
    await amira.sees("Welcome")

    await amira.press(notice, forum.taps_of(notice)["Not now"], forge=True)

    shown = await amira.sees("Welcome")
    assert "kept nothing" not in shown.text


async def test_a_double_tap_on_the_last_button_joins_once(forum: Forum) -> None:
    amira = await newcomer(forum)
    await amira.tap("Agree")
    asked = await amira.sees("Who are you?")
    data = forum.taps_of(asked)["Parent or carer"]

    await amira.press(asked, data, wait=0)
    await amira.press(asked, data, forge=True)

    await amira.sees("Welcome")
    assert forum.rows("SELECT count(*) FROM person") == [(1,)]

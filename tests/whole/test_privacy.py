"""Seeing what is held, being forgotten, and hearing nothing more; all of it in the chat."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from bot.core.answers import Answer
from bot.core.buttons import Forget, Join, OpenPrivacy
from bot.simulator.client import Person
from bot.store import responses, surveys
from bot.store.erasures import KEPT
from tests.shipped import shipped_content
from tests.whole.forum import Forum

FELT_HEARD = "Did you feel heard?"
INVOLVED = "How would you like to be involved?"


async def begin(person: Person, title: str) -> None:
    await person.type("/surveys")
    await person.sees("open")
    await person.tap(title)
    await person.sees("What this can change")
    await person.tap("Start")
    await person.sees("Question 1")


async def answer_felt_heard(person: Person) -> None:
    await begin(person, FELT_HEARD)
    for number in (1, 2, 3):
        await person.sees(f"Question {number} of 3")
        await person.tap(person.screen().buttons[0])
    await person.sees("Here is what you answered")
    await person.tap("Send my answers")
    await person.sees("Your answers are in")


async def forget(person: Person) -> None:
    await person.type("/forgetme")
    await person.sees("Shall we forget you?")
    await person.tap("Yes, forget me")
    await person.sees("We have forgotten you")


async def done(person: Person) -> None:
    """Everything the bot does for this person's earlier messages is done: each waits for the one before."""
    await person.type("/help")
    await person.sees("What you can do here")


async def file_of(person: Person) -> str:
    """The newest document the person got."""
    await done(person)
    documents = [shown.document for shown in await person.reads() if shown.document is not None]
    return (await person.town.download(documents[-1]["file_id"])).decode("utf-8")


class Words(HTMLParser):
    """What stands on a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += f" {data.strip()}"


def every_value(forum: Forum) -> list[object]:
    """Every value of every row of every table."""
    with closing(sqlite3.connect(f"file:{forum.settings.database}?mode=ro", uri=True)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [value for table in tables for row in db.execute(f"SELECT * FROM {table}") for value in row]


# /privacy


async def test_privacy_says_on_one_screen_what_is_held_who_sees_it_and_what_was_given_away(
    forum: Forum,
) -> None:
    amira = await forum.joined("Amira")

    await amira.type("/privacy")

    screen = await amira.sees("Your privacy")
    for words in ("What we keep", "Who can see what", "What we gave to others", "Nothing so far"):
        assert words in screen.text
    assert screen.buttons == [
        "See my information",
        "Stop messages",
        "Forget me",
        "Read the whole notice",
        "What officers got",
        "How to complain",
    ]


async def test_the_whole_notice_and_how_to_complain_are_a_tap_away_and_lead_back(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/privacy")
    await amira.sees("Your privacy")

    await amira.tap("Read the whole notice")
    await amira.sees("For how long")
    await amira.tap("Back")
    await amira.sees("Your privacy")
    await amira.tap("How to complain")
    complain = await amira.sees("How to complain")

    assert "01632 960 001" in complain.text
    assert "hello@harbour.example" in complain.text
    assert "within 30 days" in complain.text
    assert "ico.org.uk" in complain.text


async def test_who_has_not_joined_may_ask_all_of_it_and_need_not_agree_to_anything(forum: Forum) -> None:
    stranger = await forum.town.person("Stranger")
    await stranger.start()
    await stranger.sees("Hello from")

    for command in ("/privacy", "/mydata", "/forgetme", "/stop"):
        await stranger.type(command)
        screen = await stranger.sees("We keep nothing about you")
        assert screen.buttons == ["Read the whole notice", "What officers got", "How to complain"]
    assert forum.rows("SELECT * FROM person") == []


async def test_a_forged_page_is_an_old_button(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/privacy")
    await amira.sees("Your privacy")

    assert "old" in await amira.press(amira.screen(), OpenPrivacy("../notice").pack(), forge=True)


# /mydata


async def test_my_data_is_a_file_with_every_value_in_words(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    gethin = await forum.joined("Gethin", "Young person", "19 to 25")
    await forum.opened(rosalind, FELT_HEARD)
    await gethin.sees("new survey")
    await answer_felt_heard(gethin)

    await gethin.type("/mydata")
    await gethin.sees("all that we keep about you")

    page = await file_of(gethin)
    words = Words(page).text
    (number,) = forum.rows("SELECT id FROM person WHERE telegram = ?", gethin.id)[0]
    for held in (str(gethin.id), str(number), "Young person", "19 to 25", "Monday 23 November, 9 am, 2026"):
        assert held in words
    assert f"Your answers to “{FELT_HEARD}”" in words
    assert "You sent your answers. It is open until" in words
    assert "Sent on Monday 23 November" in words
    assert "new survey" in words
    assert page.startswith("<!DOCTYPE html>")
    assert "<script" not in page


async def test_my_data_has_what_was_typed_word_for_word_and_none_of_it_is_a_tag(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    amira = await forum.joined("Amira")
    await forum.opened(rosalind, INVOLVED)
    await amira.sees("new survey")
    await begin(amira, INVOLVED)
    typed = "<b>Tea & cake</b> مرحبا"
    while "type" not in amira.screen().text.lower() or "Skip" not in amira.screen().buttons:
        before = amira.screen().text
        await amira.tap("Skip")
        assert amira.screen().text != before
    await amira.type(typed)
    await amira.sees("Here is what you answered")

    await amira.type("/mydata")
    await amira.sees("all that we keep about you")

    page = await file_of(amira)
    assert typed in Words(page).text
    assert "<b>Tea" not in page
    assert "Do not quote me" in page
    assert "You began, and did not send" in page


async def test_closed_surveys_are_listed_and_their_answers_are_not_to_be_found(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    amira = await forum.joined("Amira")
    await forum.opened(rosalind, FELT_HEARD)
    await amira.sees("new survey")
    await answer_felt_heard(amira)
    await forum.closed(rosalind, FELT_HEARD)

    await amira.type("/mydata")
    await amira.sees("all that we keep about you")

    words = Words(await file_of(amira)).text
    assert "You took part. It closed on Monday 23 November" in words
    assert "Nobody can find your answers to surveys that are closed" in words
    assert "Your answers to" not in words.replace("Your answers to open surveys", "")


# /forgetme


async def test_forgotten_at_once_nothing_of_a_person_stands_in_any_table(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    amira, bo = await forum.joined("Amira"), await forum.joined("Bo")
    await forum.opened(rosalind, FELT_HEARD)
    for parent in (amira, bo):
        await parent.sees("new survey")
        await answer_felt_heard(parent)
    (number,) = forum.rows("SELECT id FROM person WHERE telegram = ?", amira.id)[0]
    assert {amira.id, number} <= set(every_value(forum))

    await forget(amira)

    assert {amira.id, number}.isdisjoint(every_value(forum))
    assert forum.rows("SELECT count(*) FROM response") == [(1,)]
    assert forum.rows("SELECT count(*) FROM participation") == [(1,)]
    assert bo.id in every_value(forum)


async def test_no_byte_of_what_was_typed_is_left_in_any_file_of_the_database(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    amira = await forum.joined("Amira")
    await forum.opened(rosalind, INVOLVED)
    await amira.sees("new survey")
    await begin(amira, INVOLVED)
    while "type" not in amira.screen().text.lower() or "Skip" not in amira.screen().buttons:
        await amira.tap("Skip")
    await amira.type("Seldom-said-words")
    await amira.sees("Here is what you answered")

    await forget(amira)

    files = list(forum.settings.data_dir.rglob("*"))
    assert [file.name for file in files if file.is_file() and b"Seldom-said" in file.read_bytes()] == []


async def test_what_cannot_be_traced_stays_and_the_person_is_told_so(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    amira = await forum.joined("Amira")
    await forum.opened(rosalind, FELT_HEARD)
    await amira.sees("new survey")
    await answer_felt_heard(amira)
    await forum.closed(rosalind, FELT_HEARD)

    await amira.type("/forgetme")
    asked = await amira.sees("Shall we forget you?")
    assert "Answers to closed surveys stay" in asked.text
    await amira.tap("Yes, forget me")
    told = await amira.sees("We have forgotten you")

    assert "Answers to closed surveys stay" in told.text
    assert "until you delete them" in told.text
    assert forum.rows("SELECT count(*) FROM response") == [(1,)]
    assert amira.id not in every_value(forum)


async def test_no_keep_me_changes_nothing(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/forgetme")
    await amira.sees("Shall we forget you?")

    await amira.tap("No, keep me")

    await amira.sees("Your privacy")
    assert forum.rows("SELECT telegram FROM person") == [(amira.id,)]


async def test_a_second_tap_finds_nothing_held_and_the_day_on_which_it_went(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await forget(amira)

    await amira.type("/privacy")
    said = await amira.sees("We forgot you on Monday 23 November")
    assert "secret code" in said.text
    await amira.press(amira.screen(), Forget(False).pack(), forge=True)

    await amira.sees("We forgot you on")
    assert forum.rows("SELECT * FROM person") == []


async def test_who_joins_again_is_a_new_person_and_stays_one_after_a_restart(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    before = forum.rows("SELECT id FROM person")
    await forget(amira)
    await forum.restart()

    await amira.start()
    await amira.sees("Hello from")
    await amira.tap("Agree")
    await amira.sees("Who are you?")
    await amira.tap("Parent or carer")
    await amira.sees("Welcome")
    await forum.restart()

    again = forum.rows("SELECT id, telegram FROM person")
    assert [telegram for _, telegram in again] == [amira.id]
    assert again[0][0] != before[0][0]
    await amira.type("/mydata")
    await amira.sees("all that we keep about you")
    assert "we forgot you once" in Words(await file_of(amira)).text


async def test_an_erasure_that_was_interrupted_is_finished_at_the_next_start(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    amira = await forum.joined("Amira")
    await forum.opened(rosalind, FELT_HEARD)
    await amira.sees("new survey")
    await answer_felt_heard(amira)
    forum.services.keys.erasures.note(amira.id, forum.clock() + timedelta(seconds=1))

    await forum.restart()

    assert amira.id not in every_value(forum)
    assert forum.rows("SELECT count(*) FROM response") == [(0,)]
    assert rosalind.id in every_value(forum)


async def test_the_only_coordinator_is_asked_to_name_another_first_and_may_go_all_the_same(
    forum: Forum,
) -> None:
    rosalind = await forum.joined("Rosalind")
    await rosalind.type("/forgetme")
    told = await rosalind.sees("You are the only coordinator")
    assert "name another first" in told.text
    assert forum.rows("SELECT telegram FROM person") == [(rosalind.id,)]

    await rosalind.tap("Forget me all the same")

    farewell = await rosalind.sees("We have forgotten you")
    assert "still stands in the settings" in farewell.text
    assert forum.rows("SELECT * FROM person") == []
    assert forum.rows("SELECT * FROM role") == []


async def test_a_coordinator_beside_another_is_forgotten_with_the_role_and_its_menu(forum: Forum) -> None:
    await forum.joined("Rosalind")
    bo = await forum.joined("Bo")
    with closing(sqlite3.connect(forum.settings.database)) as db, db:
        db.execute("INSERT INTO role VALUES (?, 'coordinator')", (bo.id,))
    await bo.start()
    await bo.sees("Welcome")
    await done(bo)
    assert "open" in await bo.commands()

    await forget(bo)
    await done(bo)

    assert forum.rows("SELECT * FROM role") == []
    assert "open" not in await bo.commands()


async def test_somebody_who_says_they_are_under_16_is_forgotten_by_the_same_action(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    gethin = await forum.joined("Gethin", "Young person", "16 to 18")
    await forum.opened(rosalind, FELT_HEARD)
    await gethin.sees("new survey")
    await answer_felt_heard(gethin)
    version = forum.services.content.forum.notice_version

    await gethin.type("/privacy")
    await gethin.sees("Your privacy")
    await gethin.press(gethin.screen(), Join(version, "", "young", "under_16", "").pack(), forge=True)

    await gethin.sees("We want to hear from you too")
    assert gethin.id not in every_value(forum)
    assert forum.rows("SELECT count(*) FROM response") == [(0,)]


async def test_nothing_is_noted_of_somebody_under_16_who_never_joined(forum: Forum) -> None:
    stranger = await forum.town.person("Stranger")
    await stranger.start()
    await stranger.sees("Hello from")
    await stranger.tap("Agree")
    await stranger.sees("Who are you?")
    await stranger.tap("Young person")
    await stranger.sees("How old")
    await stranger.tap("Under 16")
    await stranger.sees("We want to hear from you too")

    assert forum.services.keys.erasures.read() == {}


async def test_with_its_key_lost_the_person_is_told_what_could_not_be_found(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    amira = await forum.joined("Amira")
    await forum.opened(rosalind, FELT_HEARD)
    await amira.sees("new survey")
    await answer_felt_heard(amira)
    forum.services.keys.destroy(1)

    await amira.type("/mydata")
    await amira.sees("all that we keep about you")
    assert "The key to your answers is lost" in Words(await file_of(amira)).text
    await amira.type("/forgetme")
    await amira.sees("Shall we forget you?")
    await amira.tap("Yes, forget me")

    told = await amira.sees("We have forgotten you")
    assert "One thing we could not find" in told.text


# /stop


async def test_after_stop_nothing_comes_by_itself_and_nothing_is_deleted(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    amira = await forum.joined("Amira")
    await amira.type("/stop")
    await amira.sees("no more messages by themselves")
    before = len(await amira.reads())

    await forum.opened(rosalind, FELT_HEARD)
    await answer_felt_heard(amira)  # by themselves they may
    await forum.closed(rosalind, FELT_HEARD)
    await forum.town.quiet()

    later = [shown.text for shown in (await amira.reads())[before:]]
    assert [text for text in later if "new survey" in text or "people" in text] == []
    assert forum.rows("SELECT quiet FROM person WHERE telegram = ?", amira.id) == [(1,)]
    assert forum.rows("SELECT count(*) FROM participation") == [(1,)]


@pytest.mark.parametrize("way", ["start", "button"])
async def test_messages_come_again_when_they_are_wanted_again(forum: Forum, way: str) -> None:
    rosalind = await forum.joined("Rosalind")
    amira = await forum.joined("Amira")
    await amira.type("/stop")
    await amira.sees("no more messages by themselves")

    if way == "start":
        await amira.start()
    else:
        await amira.tap("Send me messages again")

    await amira.sees("You get our messages again")
    await forum.opened(rosalind, FELT_HEARD)
    await amira.sees("new survey")


async def test_who_is_on_the_team_is_told_what_they_miss(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")

    await rosalind.type("/stop")

    told = await rosalind.sees("no more messages by themselves")
    assert "You are on our team" in told.text


def test_the_notice_says_for_how_long_the_list_of_erasures_knows_somebody() -> None:
    content = shipped_content()

    for _, text in content.messages["notice_whole"].forms():
        assert f"{KEPT.days} days" in text


# Somebody who voted in a group and never joined


async def voted(forum: Forum) -> Person:
    """Their answers, stored as those of anybody are."""
    rosalind = await forum.joined("Rosalind")
    await forum.opened(rosalind, FELT_HEARD)
    guest = await forum.town.person("Guest")
    await guest.start()
    await guest.sees("Hello from")
    keys = forum.services.keys

    def story(db: sqlite3.Connection) -> None:
        responses.begin(db, b"guest", 1, keys.finder(1, guest.id), "listened")
        responses.save_answer(db, b"guest", forum_question(db), Answer(chosen=("3",)))

    await forum.services.store.write(story)
    return guest


def forum_question(db: sqlite3.Connection) -> str:
    asking = surveys.find(db, 1)
    assert asking is not None
    return asking.survey.steps[0].id


async def test_who_voted_without_joining_sees_what_is_held_and_has_it_deleted(forum: Forum) -> None:
    guest = await voted(forum)

    await guest.type("/privacy")
    said = await guest.sees("We keep your answers to what is open now")
    assert said.buttons[:2] == ["See my information", "Forget me"]
    await guest.tap("See my information")
    await guest.sees("all that we keep about you")
    assert f"Your answers to “{FELT_HEARD}”" in Words(await file_of(guest)).text
    await forget(guest)

    assert forum.rows("SELECT count(*) FROM response") == [(0,)]
    assert forum.services.keys.erasures.read() == {}
    await guest.type("/privacy")
    await guest.sees("We keep nothing about you")


async def test_my_data_tells_what_one_was_asked_and_told_us_besides(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.opened(rosalind, FELT_HEARD)
    await amira.sees("a new survey")
    for label in ("Answer", "Start", "4", "Yes", "Yes", "Send my answers"):
        await amira.tap(label)
    await forum.closed(rosalind, FELT_HEARD)
    await amira.tap("Partly")
    await forum.opened(rosalind, "How was the meeting?")
    await rosalind.type("/count")
    await rosalind.tap("How was the meeting?")
    await rosalind.type("Youth club")
    await rosalind.sees("On which day?")

    await amira.type("/mydata")
    held = Words(await file_of(amira)).text
    assert "We asked you by a message." in held
    assert "You told us if you feel heard. What you said is not kept with you." in held
    await rosalind.type("/mydata")
    assert "You counted 0 people in a room: Youth club" in Words(await file_of(rosalind)).text

    await forget(amira)
    assert forum.rows("SELECT count(*) FROM invited WHERE person NOT IN (SELECT id FROM person)") == [(0,)]
    assert forum.rows("SELECT count(*) FROM felt") == [(0,)]
    assert forum.rows("SELECT sum(people) FROM feeling") == [(1,)]

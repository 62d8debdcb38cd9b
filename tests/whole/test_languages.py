"""A forum with Polish and Arabic, of which only a little is translated."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.buttons import Join
from bot.core.words import MARK
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of

ARABIC_SETTINGS = """
settings: {translations: {ar: "هذا ما نعرفه عنك.", pl: "Oto co o tobie wiemy."}}
settings_line: {translations: {ar: "{{ name }}: <b>{{ value }}</b>"}}
setting_language: {translations: {ar: اللغة}}
who_are_you: {translations: {pl: "Kim jesteś?"}}
button_agree: {translations: {pl: "Zgadzam się"}}
button_audience_parent: {translations: {pl: "Rodzic"}}
under_16: {translations: {pl: "Chcemy też słyszeć ciebie."}}
not_now: {translations: {pl: "W porządku."}}
welcome: {translations: {pl: "Witamy."}}
"""
UNSEEN = "\u2068\u2069\u200f"
"""The signs that say which way to read."""
DISH = {"usual": "Which dish?", "translations": {"ar": "أي طبق؟", "pl": "Jakie danie?"}}
SOUP = {"id": "soup", "text": {"usual": "Soup", "translations": {"ar": "حساء"}}}
CAKE = {"id": "cake", "text": "Cake"}


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    content = content_with(tmp_path, ("Lunch", [{**one_of("dish"), "text": DISH, "options": [SOUP, CAKE]}]))
    with (content / "forum.yaml").open("a", encoding="utf-8") as file:
        file.write("\nlanguages: [{id: pl, name: Polski}, {id: ar, name: العربية}]\n")
    (content / "messages").mkdir()
    (content / "messages" / "others.yaml").write_text(ARABIC_SETTINGS, encoding="utf-8")
    async with living_forum(tmp_path, content) as forum:
        yield forum


async def test_a_person_chooses_a_language_and_answers_in_it(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await forum.opened(rosalind, "Lunch")

    await amira.type("/settings")
    assert "Language: English" in (await amira.sees("know about you")).text
    await amira.tap("Language")
    asked = await amira.sees("Which language")
    assert [row[0]["text"] for row in asked.rows][:3] == ["● English", "Polski", "العربية"]
    await amira.tap("العربية")
    shown = await amira.sees("هذا ما نعرفه عنك.")
    assert "\u2068اللغة\u2069: \u2068العربية\u2069" in shown.text

    await amira.start("s_1")
    await amira.sees("Lunch")
    await amira.tap(f"{MARK}Start")
    question = await amira.sees("أي طبق؟")
    assert question.text.splitlines()[0].startswith(MARK)
    soup, cake = (button["text"] for button in question.rows[0])
    assert (soup.strip(UNSEEN), cake.strip(UNSEEN)) == ("حساء", f"{MARK}Cake")
    await amira.tap(soup)
    assert "حساء" in (await amira.sees("1. ")).text


async def test_what_is_told_by_itself_comes_in_each_language(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    bo, cy = await forum.joined("Bo"), await forum.joined("Cy")
    await bo.type("/settings")
    await bo.sees("know about you")
    await bo.tap("Language")
    await bo.sees("Which language")
    await bo.tap("Polski")
    await bo.sees("Oto co o tobie wiemy.")

    await forum.opened(rosalind, "Lunch")

    assert (await bo.sees("new survey")).text.startswith(MARK)
    assert not (await cy.sees("new survey")).text.startswith(MARK)


async def test_english_is_the_only_language_where_the_forum_names_no_other(tmp_path: Path) -> None:
    async with living_forum(tmp_path) as forum:
        amira = await forum.joined("Amira")
        await amira.type("/settings")

        assert "Language" not in (await amira.sees("know about you")).text


async def test_a_newcomer_chooses_a_language_before_anything_is_asked(forum: Forum) -> None:
    amira = await forum.town.person("Amira")
    await amira.start()
    notice = await amira.sees("Telegram carries this chat")
    assert [[button["text"] for button in row] for row in notice.rows][3:-1] == [["Polski", "العربية"]]
    await amira.tap("Polski")
    await amira.sees(f"{MARK}Hello from")
    await amira.tap(f"{MARK}Read the whole notice")
    whole = await amira.sees("What Heard is")
    assert [[button["text"] for button in row] for row in whole.rows][3:-1] == [["English", "العربية"]]
    assert forum.rows("SELECT * FROM person") == []

    await amira.tap("Zgadzam się")
    await amira.sees("Kim jesteś?")
    await amira.tap("Rodzic")

    await amira.sees("Witamy.")
    assert forum.rows("SELECT audience, language FROM person") == [("parent", "pl")]


async def test_who_goes_again_without_joining_is_told_so_in_the_language_they_chose(forum: Forum) -> None:
    amira = await forum.town.person("Amira")
    await amira.start()
    await amira.tap("Polski")
    await amira.tap(f"{MARK}Not now")
    await amira.sees("W porządku.")
    await amira.start()
    await amira.tap("Polski")
    await amira.tap("Zgadzam się")
    await amira.tap(f"{MARK}Young person")
    await amira.tap(f"{MARK}Under 16")
    await amira.sees("Chcemy też słyszeć ciebie.")
    assert forum.rows("SELECT * FROM person") == []


async def test_saying_who_one_is_anew_keeps_the_language(forum: Forum) -> None:
    bo = await forum.joined("Bo")
    await bo.type("/settings")
    await bo.tap("Language")
    await bo.tap("Polski")
    await bo.sees("Oto co o tobie wiemy.")
    await bo.tap(f"{MARK}I am")
    await bo.tap("Rodzic")
    await bo.sees("Witamy.")
    assert forum.rows("SELECT language FROM person") == [("pl",)]


async def test_a_language_that_the_forum_does_not_offer_is_an_old_button(forum: Forum) -> None:
    amira = await forum.town.person("Amira")
    await amira.start()
    notice = await amira.sees("Telegram carries this chat")
    version = forum.services.content.forum.notice_version
    toast = await amira.press(notice, Join(version, "", "parent", "", "cy").pack(), forge=True)
    assert "old one" in toast
    await amira.sees("Telegram carries this chat")
    assert forum.rows("SELECT * FROM person") == []

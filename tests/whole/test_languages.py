"""A forum with Polish and Arabic, of which only a little is translated."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.words import MARK
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of

ARABIC_SETTINGS = """
settings: {translations: {ar: "هذا ما نعرفه عنك.", pl: "Oto co o tobie wiemy."}}
settings_line: {translations: {ar: "{{ name }}: <b>{{ value }}</b>"}}
setting_language: {translations: {ar: اللغة}}
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

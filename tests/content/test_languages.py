"""Texts in several languages, and what is not translated yet."""

import pytest

from bot.content import load_content
from bot.core.words import MARK, Reader, Reading
from tests.content.forum_folder import CHOICE, FORUM, Folders

PARTS = ("topics", "organisations")
NAMES = ("Polski (pl)", "العربية (ar)")
LANGUAGES = "languages: [{id: pl, name: Polski}, {id: ar, name: العربية}]\n"
POLISH = Reader(language="pl")


def test_a_file_may_add_translations_to_shipped_messages(folders: Folders) -> None:
    folders.write("messages/polish.yaml", "greeting:\n  translations:\n    pl: Cześć {{ name }}")
    folders.write("messages/arabic.yaml", "greeting:\n  translations:\n    ar: مرحبا {{ name }}")

    greeting = load_content(folders.ours, folders.shipped).messages["greeting"]

    assert greeting.choose(POLISH) == "Cześć {{ name }}"
    assert greeting.choose(Reader(language="ar", reading=Reading.SHORTER)) == "مرحبا {{ name }}"
    assert greeting.choose(Reader(language="cy")) == f"{MARK}Hello {{{{ name }}}}, from {{{{ forum }}}}."
    assert greeting.shorter == "Hello {{ name }}."


def test_they_are_added_to_the_forum_s_own_wording(folders: Folders) -> None:
    folders.write("messages/a.yaml", "button_go:\n  translations: {pl: Dalej}")
    folders.write("messages/b.yaml", "button_go: Onwards")

    button = load_content(folders.ours, folders.shipped).messages["button_go"]

    assert (button.usual, button.choose(POLISH)) == ("Onwards", "Dalej")


@pytest.mark.parametrize(
    ("written", "key", "what"),
    [
        ("greeting: {translations: {pl: 'Cześć {{ imie }}'}}", "greeting.translations.pl.usual", "`imie`"),
        ("greeting: {translations: {pl: <b>Cześć}}", "greeting.translations.pl.usual", "not closed"),
        ("greeting: {translations: {polish: Hej}}", "greeting.translations.polish", "not a language's code"),
        ("greeting: {translations: {en: Hello}}", "greeting", "does not fit together"),
        (
            "greeting: {translations: {pl: {usual: Hej, translations: {ar: مرحبا}}}}",
            "greeting",
            "does not fit together",
        ),
        ("greeting: {translations: {pl: {shorter: Hej}}}", "greeting.translations.pl.usual", "is missing"),
        ("greeting: {translations: [pl]}", "greeting.translations", "lines of its own"),
        ("greetings: {translations: {pl: Hej}}", "greetings", "says no message"),
        (
            "button_go: {translations: {pl: " + "x" * 41 + "}}",
            "button_go.translations.pl.usual",
            "at most 40",
        ),
    ],
)
def test_a_bad_translation_is_told(folders: Folders, written: str, key: str, what: str) -> None:
    folders.write("messages/polish.yaml", written)

    problem = folders.only_problem()

    assert problem.file.endswith("polish.yaml")
    assert problem.key == key
    assert what in problem.what
    assert problem.remedy and problem.line


def test_what_is_not_translated_yet_is_counted(folders: Folders) -> None:
    folders.write("forum.yaml", FORUM + LANGUAGES)
    folders.write("messages/polish.yaml", "button_go: {translations: {pl: Dalej}}")
    folders.write_survey(
        CHOICE.replace("text: Soup", "text: {usual: Soup, translations: {pl: Zupa, ar: حساء}}")
    )

    notes = {(note.key, note.what) for note in folders.check().notes if "invented" not in note.what}

    assert notes == {
        ("messages", "6 of 7 texts are not in Polski (pl) yet."),
        ("messages", "7 of 7 texts are not in العربية (ar) yet."),
        ("survey lunch", "7 of 8 texts are not in Polski (pl) yet."),
        ("survey lunch", "7 of 8 texts are not in العربية (ar) yet."),
        *((part, f"1 of 1 texts are not in {name} yet.") for part in PARTS for name in NAMES),
    }


def test_a_language_that_nobody_can_choose_is_noted(folders: Folders) -> None:
    folders.write("messages/polish.yaml", "button_go: {translations: {pl: Dalej}}")

    (note,) = (note for note in folders.check().notes if note.key == "messages")

    assert "Nobody can choose the language `pl`" in note.what


@pytest.mark.parametrize(
    ("languages", "key", "what"),
    [
        ("languages: [{id: polish, name: Polski}]", "languages[0].id", "not a language's code"),
        ("languages: [{id: pl}]", "languages[0].name", "is missing"),
        ("languages: [pl]", "languages[0]", "lines of its own"),
        ("languages: [{id: pl, name: A}, {id: pl, name: B}]", "languages", "does not fit"),
        ("languages: [{id: en, name: English}]", "languages", "does not fit"),
    ],
)
def test_a_bad_list_of_languages_is_told(folders: Folders, languages: str, key: str, what: str) -> None:
    folders.write("forum.yaml", f"{FORUM}{languages}\n")

    problem = folders.only_problem()

    assert problem.key == key
    assert what in problem.what

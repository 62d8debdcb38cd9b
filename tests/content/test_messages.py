"""Messages of a forum, which may be wrong in every way."""

import pytest

from bot.content import load_content
from tests.content.forum_folder import Folders


@pytest.mark.parametrize(
    ("written", "key", "what", "remedy"),
    [
        ("greeting: Hi {{ nmae }}", "greeting", "not given a value `nmae`", "Did you mean `name`?"),
        ("greeting: Hi {{ name", "greeting", "braces cannot be read", "{{ name }}"),
        ("greeting: Hi {% if name %}", "greeting", "braces cannot be read", "{{ name }}"),
        ("greeting: Hi {{ name|louder }}", "greeting", "braces cannot be read", "{{ name }}"),
        ("greeting: Hi {{ name.first }}", "greeting", "cannot be put together", "shipped one"),
        ("count: '{{ threshold - 1 }}'", "count", "cannot be put together", "shipped one"),
        ("greeting: <b>Hi", "greeting", "`<b>` is not closed", "&lt;"),
        ("greeting: <b><i>Hi</b></i>", "greeting", "closes a tag", "&lt;"),
        ("greeting: <h1>Hi</h1>", "greeting", "does not know the tag `<h1>`", "&lt;"),
        ("greeting: 2 < 3", "greeting", "stands by itself", "&lt;"),
        ("greeting: <a>Hi</a>", "greeting", "not written as Telegram wants it", "&lt;"),
        ("greeting: Hi&nbsp;you", "greeting", "does not know `&nbsp;`", "&amp;"),
        ("button_go: <b>Go</b>", "button_go", "shown as it stands", "plain words"),
        ("button_go: " + "x" * 41, "button_go", "41 characters, at most 40", "shorter"),
        ("toast_done: " + "🙂" * 101, "toast_done", "202 characters, at most 200", "shorter"),
        ("greeting: " + "x" * 3501, "greeting", "3501 characters, at most 3500", "shorter"),
        ("greeting: '{% if not name %}Hi{% endif %}'", "greeting", "Nothing is left", "some words"),
        ("greetings: Hi", "greetings", "says no message", "Did you mean `greeting`?"),
        ("zzz: Hi", "zzz", "says no message", "shipped messages"),
        (
            "greeting:\n  usual: Hi\n  shrter: Hi",
            "greeting.shrter",
            "means nothing",
            "Did you mean `shorter`?",
        ),
        ("greeting:\n  shorter: Hi", "greeting.usual", "is missing", "Add a line"),
        ("greeting: 5", "greeting", "should be words", 'greeting: "5"'),
        ("greeting: ''", "greeting", "is empty", "some words"),
        ("greeting:", "greeting", "nothing after", "Write it"),
        ("greeting: [Hi]", "greeting", "is a list", "one text"),
        ("greeting:\n  usual: Hi\n  young:\n    usual: <x>Hi", "greeting.young.usual", "tag `<x>`", "&lt;"),
    ],
)
def test_a_bad_message_is_told_with_its_remedy(
    folders: Folders, written: str, key: str, what: str, remedy: str
) -> None:
    folders.write("messages/mine.yaml", written)

    problem = folders.only_problem()

    assert problem.file.endswith("ours/messages/mine.yaml")
    assert problem.key == key
    assert problem.line
    assert what in problem.what
    assert remedy in problem.remedy


def test_a_key_in_two_files_is_told(folders: Folders) -> None:
    folders.write("messages/a.yaml", "button_go: Go")
    folders.write("messages/b.yaml", "button_go: Off we go")

    problem = folders.only_problem()

    assert problem.file.endswith("b.yaml")
    assert problem.what == "`button_go` stands in a.yaml already."


def test_the_forum_s_facts_may_stand_in_every_message(folders: Folders) -> None:
    folders.write("messages/a.yaml", "toast_done: Thank you from {{ forum }}. Ring {{ contact_phone }}.")

    assert folders.check().problems == ()


def test_every_branch_of_a_message_is_looked_at(folders: Folders) -> None:
    folders.write("messages/a.yaml", "count: '{% if number == 2 %}<b>two{% else %}many{% endif %}'")

    assert "`<b>` is not closed" in folders.only_problem().what


def test_telegram_s_tags_are_welcome(folders: Folders) -> None:
    folders.write(
        "messages/a.yaml",
        "greeting: '<b><i>a</i></b> <u>b</u> <s>c</s> <code>d</code> <pre>e</pre> <tg-spoiler>f</tg-spoiler>"
        ' <blockquote expandable>g</blockquote> <a href="https://example.org">h</a> &lt;3 &amp; Q&A\'',
    )

    assert folders.check().problems == ()


def test_long_sentences_are_noted_and_forgiven(folders: Folders) -> None:
    long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    folders.write("messages/a.yaml", f"greeting: {long}. Short. {long} sixteen.")

    report = folders.check()

    assert report.problems == ()
    assert [note.what[:30] for note in report.notes if note.key == "greeting"] == [
        "16 words in one sentence: “one"
    ]
    assert load_content(folders.ours, folders.shipped).messages["greeting"].usual.startswith(long)


def test_an_easy_form_that_is_longer_is_noted(folders: Folders) -> None:
    folders.write("messages/a.yaml", "greeting: {usual: Hello, shorter: Hello to you}")

    assert "The shorter form is longer than the usual one." in [note.what for note in folders.check().notes]

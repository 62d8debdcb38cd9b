"""Where the lines of a message end."""

from bot.core.templates import make_environment


def filled(source: str, **values: object) -> str:
    return make_environment({}, escape=False).from_string(source).render(values)


def test_a_line_of_tags_alone_leaves_no_empty_line() -> None:
    assert filled("One\n{% if more %}\ntwo\n{% endif %}\nthree", more=True) == "One\ntwo\nthree"
    assert filled("One\n{% if more %}\ntwo\n{% endif %}\nthree", more=False) == "One\nthree"


def test_a_line_with_words_before_its_tag_still_ends() -> None:
    assert filled("One.{% if more %}\nTwo.{% endif %}\nThree.", more=True) == "One.\nTwo.\nThree."

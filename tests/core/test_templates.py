"""Messages that only put values between words are joined without jinja: the outcome is jinja's."""

import pytest
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from bot.content import load_content, shipped_folder
from bot.core.templates import compile_message, make_environment, names_used

VALUES = ["plain", "<b> & 'quotes'", Markup("<b>bold</b>"), 7]


@pytest.mark.parametrize("escape", [True, False])
@pytest.mark.parametrize("value", VALUES, ids=str)
def test_every_shipped_message_reads_as_jinja_would_write_it(value: object, escape: bool) -> None:
    content = load_content(shipped_folder(), shipped_folder())
    environment = make_environment(content.forum.standing(), escape=escape)
    for words in content.messages.values():
        for _, source in words.forms():
            values = dict.fromkeys(names_used(environment, source) - content.forum.standing().keys(), value)
            try:
                expected = environment.from_string(source).render(values)
            except TypeError:  # a message that counts, given words
                continue
            assert compile_message(environment, source)(values) == expected


@pytest.mark.parametrize("source", ["Dear {{ name }}!", "{% if True %}{{ name }}{% endif %}"])
def test_a_missing_value_fails(source: str) -> None:
    fill = compile_message(make_environment({}, escape=True), source)

    with pytest.raises(UndefinedError):
        fill({})


def test_a_standing_value_is_there_unless_another_is_given() -> None:
    fill = compile_message(make_environment({"forum": "A & B"}, escape=True), "{{ forum }}")

    assert fill({}) == "A &amp; B"
    assert fill({"forum": "C"}) == "C"

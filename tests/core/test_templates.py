"""Where the lines of a message end."""

import pytest
from jinja2 import TemplateSyntaxError, UndefinedError, meta

from bot.core.templates import compile_message, make_environment, names_used


def filled(source: str, **values: object) -> str:
    return make_environment({}, escape=False).from_string(source).render(values)


def test_a_line_of_tags_alone_leaves_no_empty_line() -> None:
    assert filled("One\n{% if more %}\ntwo\n{% endif %}\nthree", more=True) == "One\ntwo\nthree"
    assert filled("One\n{% if more %}\ntwo\n{% endif %}\nthree", more=False) == "One\nthree"


def test_a_line_with_words_before_its_tag_still_ends() -> None:
    assert filled("One.{% if more %}\nTwo.{% endif %}\nThree.", more=True) == "One.\nTwo.\nThree."


@pytest.mark.parametrize(
    "source",
    [
        "Hello",
        "Hello {{ name }}",
        "{{name}} and {{ other }}\n",
        "One\n\n{{ name }}\n\n",
        "}} { {name} {{ name }}}",
        "{{ name|upper }} {{ other }}",
        "{{- name }} x",
        "{{ if }} {{ and }} {{ loop }}",
        "{{ true }} {{ None }}",
        "One\r\n{{ name }}",
        "{# nothing #}{{ name }}",
        "{% if name %}{{ other }}{% endif %}",
        "{% raw %}{{ name }}{% endraw %}",
    ],
)
def test_a_message_reads_as_jinja_reads_it(source: str) -> None:
    environment = make_environment({"forum": "Ours & yours"}, escape=True)
    values = {"name": "<b>", "other": 3, "if": 1, "and": 2, "loop": 4}
    assert compile_message(environment, source)(values) == environment.from_string(source).render(values)
    assert names_used(environment, source) == meta.find_undeclared_variables(environment.parse(source))


@pytest.mark.parametrize("source", ["{{ name", "{{ not }}", "{{ a b }}", "{{ }}", "{{ 1a }}", "{% if %}"])
def test_a_broken_message_is_refused_as_jinja_refuses_it(source: str) -> None:
    environment = make_environment({}, escape=True)
    with pytest.raises(TemplateSyntaxError):
        names_used(environment, source)
    with pytest.raises(TemplateSyntaxError):
        compile_message(environment, source)


def test_a_missing_value_fails() -> None:
    fill = compile_message(make_environment({"forum": "Ours"}, escape=True), "{{ forum }} {{ name }}")
    assert fill({"name": "x"}) == "Ours x"
    with pytest.raises(UndefinedError, match="name"):
        fill({})

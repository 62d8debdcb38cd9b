"""Options that cannot be what their question needs."""

from typing import Any

import pytest

from bot.core.faults import Place
from bot.core.option_check import option_faults
from tests.core.examples import OPTIONS, question

OTHER = {"id": "other", "text": "Other", "other": True}
NONE = {"id": "none", "text": "None", "alone": True}


@pytest.mark.parametrize(
    ("kind", "more", "place", "what"),
    [
        ("choose_one", {"options": [*OPTIONS, {"id": "a", "text": "D"}]}, ("options", 3, "id"), "the id `a`"),
        ("grid", {"options": [*OPTIONS, {"id": "d", "text": "a"}]}, ("options", 3, "text"), "read the same"),
        ("grid", {"lines": [{"id": "x", "text": "X"}] * 2}, ("lines", 1, "id"), "Two lines have the id `x`"),
        (
            "grid",
            {"lines": [{"id": "x", "text": "X"}, {"id": "y", "text": " x"}]},
            ("lines", 1, "text"),
            "Two lines read the same",
        ),
        ("grid", {"lines": [{"id": "_x", "text": "X"}]}, ("lines", 0, "id"), "cannot be an id"),
        (
            "choose_one",
            {"options": [*OPTIONS, {"id": "_again", "text": "D"}]},
            ("options", 3, "id"),
            "cannot be",
        ),
        (
            "choose_one",
            {"options": [*OPTIONS, OTHER, {**OTHER, "id": "more", "text": "More"}]},
            ("options", 4, "other"),
            "Two options let people type",
        ),
        ("grid", {"options": [*OPTIONS, OTHER]}, ("options", 3, "other"), "in this kind of question"),
        ("put_in_order", {"options": [*OPTIONS, OTHER]}, ("options", 3, "other"), "in this kind"),
        ("grid", {"options": [*OPTIONS, NONE]}, ("options", 3, "alone"), "anyway"),
        ("put_in_order", {"options": [*OPTIONS, NONE]}, ("options", 3, "alone"), "anyway"),
        ("put_in_order", {"rather_not_say": True}, ("rather_not_say",), "in order"),
        ("choose_several", {"least": 4}, ("least",), "3 can be chosen together"),
        ("choose_several", {"least": 4, "options": [*OPTIONS, NONE]}, ("least",), "3 can be chosen"),
        ("choose_several", {"most": 4}, ("most",), "3 can be chosen together"),
        ("choose_several", {"least": 3, "most": 2}, ("most",), "At least 3 and at most 2"),
        (
            "choose_several",
            {"options": [NONE, {"id": "all", "text": "All", "alone": True}]},
            ("options",),
            "Every option stands alone",
        ),
        (
            "choose_one",
            {"options": [*OPTIONS, {"id": "d", "text": "x" * 121}]},
            ("options", 3, "text"),
            "121",
        ),
    ],
)
def test_options_that_do_not_fit_are_told(kind: str, more: dict[str, Any], place: Place, what: str) -> None:
    (fault,) = option_faults(question(kind, **more), ())

    assert fault.place == place
    assert what in fault.what
    assert fault.remedy


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("choose_several", {"least": 3}),
        ("choose_several", {"least": 2, "most": 2, "options": [*OPTIONS, OTHER, NONE]}),
        ("choose_several", {"most": 1}),
        ("choose_one", {"options": [*OPTIONS, OTHER]}),
        ("choose_one", {"options": [*OPTIONS, NONE]}),
    ],
)
def test_options_that_fit_are_not_told(kind: str, more: dict[str, Any]) -> None:
    assert list(option_faults(question(kind, **more), ())) == []


def test_options_that_read_the_same_in_another_language_are_told() -> None:
    polish = {"translations": {"pl": "tak"}}
    options = [{"id": "a", "text": {"usual": "A", **polish}}, {"id": "b", "text": {"usual": "B", **polish}}]

    (fault,) = option_faults(question("choose_one", options=options), ())

    assert "`tak`" in fault.what

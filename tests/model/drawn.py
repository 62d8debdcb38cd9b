"""Surveys that Hypothesis draws: every kind of question, with conditions, as they would stand in a file."""

from typing import Any

from hypothesis import strategies as st

from bot.content.put_in import complete
from bot.core.survey_check import find_faults
from bot.core.surveys import Survey
from tests.model.parlour import shipped
from tests.whole.own_surveys import INFLUENCE

Raw = dict[str, Any]

AUDIENCES = ("parent", "young", "worker", "unsaid")
KINDS = (
    "choose_one",
    "yes_no",
    "choose_several",
    "put_in_order",
    "scale",
    "number",
    "short_text",
    "long_text",
    "grid",
    "note",
)
WORD = "bus"
"""What conditions look for in texts, and people sometimes write."""


@st.composite
def surveys(draw: st.DrawFn, name: str) -> Raw:
    """A survey that may be opened, with what is put in. Each question says `name`, its id and "?"."""
    questions: list[Raw] = []
    for number in range(draw(st.integers(1, 5))):
        question = draw(asked(f"q{number}", name))
        if draw(st.booleans()) and (number or draw(st.booleans())):
            question["show_if"] = draw(conditions(questions))
        questions.append(question)
    raw = {
        "id": name.lower(),
        "title": f"Title {name}",
        "influence": INFLUENCE,
        "questions": questions,
        **draw(st.sampled_from([{}, {}, {"who_answers": True}, {"named": True, "readers": "The cook"}])),
    }
    return fit_to_open(raw)


def fit_to_open(raw: Raw) -> Raw:
    """Without the conditions that nobody could meet."""
    while True:
        completed = complete(raw, shipped().messages)
        faults = [*find_faults(Survey.model_validate(completed))]
        if not faults:
            return completed
        for fault in faults:
            assert fault.place[0] == "questions", fault
            assert isinstance(fault.place[1], int)
            raw["questions"][fault.place[1]].pop("show_if")


@st.composite
def asked(draw: st.DrawFn, number: str, name: str) -> Raw:
    kind = draw(st.sampled_from(KINDS))
    question: Raw = {"id": number, "kind": kind, "text": f"{name} {number}?"}
    if kind != "note":
        question["sensitivity"] = draw(st.sampled_from(["ordinary", "personal"]))
        question["required"] = draw(st.sampled_from([False, False, True]))
    return question | draw(MORE.get(kind, st.just({})))


def options(fewest: int = 2) -> st.SearchStrategy[list[Raw]]:
    letters = st.integers(fewest, 4).map(lambda amount: "abcd"[:amount])
    return letters.map(lambda ids: [{"id": one, "text": f"Option {one}"} for one in ids])


@st.composite
def chosen_from(draw: st.DrawFn) -> Raw:
    """For one: perhaps "other", perhaps "rather not say"."""
    listed = draw(options())
    listed[-1]["other"] = draw(st.booleans())
    return {"options": listed, "rather_not_say": draw(st.booleans())}


@st.composite
def several_of(draw: st.DrawFn) -> Raw:
    question: Raw = draw(chosen_from())
    listed = question["options"]
    if len(listed) > 2:
        listed[0]["alone"] = draw(st.booleans())
    together = sum(not one.get("alone") for one in listed)
    question["least"] = draw(st.integers(1, min(3, together)))
    if draw(st.booleans()):
        question["most"] = draw(st.integers(question["least"], together))
    return question


@st.composite
def numbers(draw: st.DrawFn) -> Raw:
    low, high = draw(st.sampled_from([(0, 9), (-5, 5), (1, 1000)]))
    return {"low": low, "high": high, "bands": draw(st.sampled_from([(), (low,), (low, low + 2, high)]))}


MORE: dict[str, st.SearchStrategy[Raw]] = {
    "choose_one": chosen_from(),
    "choose_several": several_of(),
    "put_in_order": options().map(lambda listed: {"options": listed}),
    "scale": st.fixed_dictionaries({"points": st.sampled_from([5, 10]), "does_not_apply": st.booleans()}).map(
        lambda scale: {**scale, "low": "never", "high": "always"}
    ),
    "number": numbers(),
    "short_text": st.sampled_from([{}, {"longest": 20}]),
    "long_text": st.sampled_from([{}, {"longest": 60}]),
    "grid": st.builds(
        lambda listed, lines: {
            "options": listed,
            "lines": [{"id": f"l{line}", "text": f"Line {line}"} for line in range(lines)],
        },
        options(),
        st.integers(1, 3),
    ),
}
"""What each kind has besides what all have."""


@st.composite
def conditions(draw: st.DrawFn, earlier: list[Raw], deep: int = 2) -> Raw:
    about = [question for question in earlier if question["kind"] != "note"]
    if deep and draw(st.integers(0, 3)) == 0:
        parts = draw(st.lists(conditions(earlier, deep - 1), min_size=1, max_size=2))
        return {draw(st.sampled_from(["all", "any"])): parts}
    if not about or draw(st.integers(0, 4)) == 0:
        return {"audience": draw(st.lists(st.sampled_from(AUDIENCES), min_size=1, max_size=3, unique=True))}
    return draw(conditions_on(draw(st.sampled_from(about))))


@st.composite
def conditions_on(draw: st.DrawFn, question: Raw) -> Raw:
    kind, name = question["kind"], question["id"]
    if kind == "grid":
        name += f".{draw(st.sampled_from([line['id'] for line in question['lines']]))}"
    ways = [st.builds(lambda yes: {"answered": yes}, st.booleans())]
    if ids := choices_of(question):
        some = st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True)
        ways += [st.builds(lambda one, way: {way: one}, some, st.sampled_from(["was", "was_not"]))] * 3
    if kind in ("number", "scale"):
        low, high = (question["low"], question["high"]) if kind == "number" else (1, question["points"])
        ways.append(st.integers(low + 1, high).map(lambda bound: {"less_than": bound}))
        ways.append(st.integers(low, high - 1).map(lambda bound: {"more_than": bound}))
    if kind in ("short_text", "long_text") or any(one.get("other") for one in question.get("options", ())):
        ways.append(st.just({"contains": WORD.upper()}))
    return {"question": name, **draw(st.one_of(ways))}


def choices_of(question: Raw) -> list[str]:
    """The options that a condition may name."""
    match question["kind"]:
        case "yes_no":
            return ["yes", "no", "not_sure"]
        case "scale":
            return [str(point) for point in range(1, question["points"] + 1)]
        case "put_in_order":
            return []
    return [option["id"] for option in question.get("options", ())]

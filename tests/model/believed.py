"""What must be stored and shown, said once more in a few plain rules that know nothing of the bot's own.

Answers are kept as they stand in the database: `{"chosen": [...]}`, `{"number": 7}`, `{"text": "…"}`,
`{"skipped": True}`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.model.drawn import Raw

END = "~"
"""The place after the last question."""
SKIPPED: Raw = {"skipped": True}
LISTED = ("choose_one", "yes_no", "choose_several", "put_in_order")
TYPED = ("short_text", "long_text")

Answers = dict[str, Raw]
Screen = tuple[str, ...]
"""Such as ("question", "1", "q0"), ("overview", "1"), ("intro", "1"), ("sure", "1"), ("elsewhere",)."""
ELSEWHERE = ("elsewhere",)


class No(Exception):  # noqa: N818
    """The bot says no, and shows where one is."""


@dataclass
class Kept:
    """What is stored of one person's answers to one survey. `band`: who they said they were."""

    place: str
    answers: Answers = field(default_factory=dict)
    sent: bool = False
    band: str | None = None


def steps_of(survey: Raw) -> list[Raw]:
    steps = []
    for question in survey["questions"]:
        if question["kind"] != "grid":
            steps.append(question)
        lines = [f"{question['id']}.{line['id']}" for line in question.get("lines", ())]
        steps += [{**question, "kind": "line", "id": line} for line in lines]
    return steps


def is_empty(answer: Raw) -> bool:
    return not answer.keys() & {"chosen", "number", "text", "skipped"}


def is_finished(step: Raw, answer: Raw) -> bool:
    """One may go on, and it counts."""
    chosen = answer.get("chosen", [])
    if is_empty(answer) or answer.get("skipped"):
        return not is_empty(answer)
    if step["kind"] == "put_in_order":
        return len(chosen) == len(step["options"])
    if step["kind"] == "choose_several":
        alone = {option["id"] for option in step["options"] if option.get("alone")}
        return len(chosen) >= step["least"] or bool(alone & set(chosen))
    return True


def holds(condition: Raw, answers: Answers, audience: str) -> bool:
    answer = answers.get(condition.get("question", ""), SKIPPED)
    chosen = answer.get("chosen", [])
    number = answer.get("number")
    if number is None and len(chosen) == 1 and chosen[0].isdigit():
        number = int(chosen[0])
    facts = []
    for key, wanted in condition.items():
        match key:
            case "audience":
                facts.append(audience in wanted)
            case "all":
                facts += [holds(part, answers, audience) for part in wanted]
            case "any":
                facts.append(any(holds(part, answers, audience) for part in wanted))
            case "was":
                facts.append(any(one in chosen for one in wanted))
            case "was_not":
                facts.append(not any(one in chosen for one in wanted))
            case "contains":
                facts.append(wanted.lower() in answer.get("text", "").lower())
            case "more_than":
                facts.append(number is not None and number > wanted)
            case "less_than":
                facts.append(number is not None and number < wanted)
            case "answered":
                facts.append(wanted != (is_empty(answer) or answer.get("skipped", False)))
    return all(facts)


def shown(survey: Raw, answers: Answers, audience: str) -> dict[str, Raw]:
    """The steps this person meets. Answers to others count for nothing."""
    met: dict[str, Raw] = {}
    for step in steps_of(survey):
        counted = {name: answer for name, answer in answers.items() if name in met}
        if "show_if" not in step or holds(step["show_if"], counted, audience):
            met[step["id"]] = step
    return met


def next_place(survey: Raw, answers: Answers, audience: str, here: str) -> str:
    """The next unfinished question, else one that was passed by, else the end."""
    met = shown(survey, answers, audience)
    order = [*met]
    after = order.index(here) + 1 if here in met else 0
    waiting = [one for one in order if not is_finished(met[one], answers.get(one, {}))]
    return next((one for one in waiting if order.index(one) >= after), (*waiting, END)[0])


def what_counts(survey: Raw, answers: Answers, audience: str) -> Answers:
    """Finished answers to questions that are shown."""
    steps = {step["id"]: step for step in steps_of(survey)}
    finished = {name: answer for name, answer in answers.items() if is_finished(steps[name], answer)}
    met = shown(survey, finished, audience)
    return {name: answer for name, answer in finished.items() if name in met}


@dataclass
class Believed:
    """`surveys` and `whom` by number; `open`: those not closed. `at`: the survey typed words belong to."""

    surveys: dict[int, Raw]
    whom: dict[int, str]
    audience: dict[int, str]
    at: dict[int, int | None]
    open: set[int]
    kept: dict[tuple[int, int], Kept] = field(default_factory=dict)
    took_part: set[tuple[int, int]] = field(default_factory=set)

    # Where somebody is

    def place(self, survey: int, person: int) -> str:
        """A place that is shown no more gives the next one."""
        kept, audience = self.kept[survey, person], self.audience[person]
        if kept.place == END or kept.place in shown(self.surveys[survey], kept.answers, audience):
            return kept.place
        return next_place(self.surveys[survey], kept.answers, audience, kept.place)

    def view(self, survey: int, person: int) -> Screen:
        if (survey, person) not in self.kept:
            return ("intro", str(survey))
        place = self.place(survey, person)
        return ("overview", str(survey)) if place == END else ("question", str(survey), place)

    def where(self, person: int) -> Screen:
        at = self.at[person]
        return ELSEWHERE if at is None or at not in self.open else self.view(at, person)

    def step(self, survey: int, name: str) -> Raw:
        return next(step for step in steps_of(self.surveys[survey]) if step["id"] == name)

    # What people do: each gives the screen they see

    def press(self, person: int, data: str) -> Screen:
        code, number, *rest = data.split(":")
        survey = int(number)
        try:
            self._check_open(survey, person)
            return PRESSES[code](self, survey, person, *rest)
        except No:
            return self.where(person)

    def _check_open(self, survey: int, person: int) -> None:
        """Who began may finish, or take it back, whoever they are now."""
        asked = self.whom[survey] in ("everyone", self.audience[person])
        if survey not in self.open or not (asked or (survey, person) in self.kept):
            raise No

    def _begun(self, survey: int, person: int) -> Kept:
        if (survey, person) not in self.kept:
            raise No
        return self.kept[survey, person]

    def _return(self, survey: int, person: int) -> Screen:
        """Whoever is shown a survey types for it."""
        self.at[person] = survey if (survey, person) in self.kept else None
        return self.view(survey, person)

    def look(self, survey: int, person: int) -> Screen:
        return self._return(survey, person)

    def begin(self, survey: int, person: int) -> Screen:
        first = next_place(self.surveys[survey], {}, self.audience[person], END)
        self.kept.setdefault((survey, person), Kept(first))
        return self._return(survey, person)

    def turn(self, survey: int, person: int, page: str) -> Screen:
        return self._return(survey, person)

    def choose(self, survey: int, person: int, name: str, option: str, on: str) -> Screen:
        return self._answer(
            survey, person, name, lambda step, before: tapped(step, before, option, on == "1")
        )

    def skip(self, survey: int, person: int, name: str) -> Screen:
        if self.step(survey, name).get("required"):
            self._begun(survey, person)
            raise No
        return self._answer(survey, person, name, lambda step, before: (SKIPPED, True))

    def type(self, person: int, text: str) -> Screen:
        at = self.at[person]
        if at is None:
            return ELSEWHERE
        if at not in self.open:
            self.at[person] = None
            return ELSEWHERE
        place = self.place(at, person)
        try:
            if place == END:
                raise No
            return self._answer(at, person, place, lambda step, before: typed(step, before, text))
        except No:
            return self.where(person)

    def _answer(
        self, survey: int, person: int, name: str, decide: Callable[[Raw, Raw], tuple[Raw, bool]]
    ) -> Screen:
        kept = self._begun(survey, person)
        answer, goes_on = decide(self.step(survey, name), kept.answers.get(name, {}))
        if self.place(survey, person) != name:
            if kept.answers.get(name, {}) != answer:
                raise No
            return self._return(survey, person)
        met = shown(self.surveys[survey], {**kept.answers, name: answer}, self.audience[person])
        kept.answers = {one: said for one, said in kept.answers.items() if one in met} | {name: answer}
        here = (self.surveys[survey], kept.answers, self.audience[person], name)
        kept.place = next_place(*here) if goes_on else name
        if kept.sent:
            kept.band = self.audience[person]
        return self._return(survey, person)

    def go_on(self, survey: int, person: int, name: str) -> Screen:
        kept, step = self._begun(survey, person), self.step(survey, name)
        if self.place(survey, person) == name:
            if step["kind"] == "note":
                kept.answers[name] = SKIPPED
            if not is_finished(step, kept.answers.get(name, {})):
                raise No
            kept.place = next_place(self.surveys[survey], kept.answers, self.audience[person], name)
        return self._return(survey, person)

    def go_back(self, survey: int, person: int, name: str) -> Screen:
        kept = self._begun(survey, person)
        if self.place(survey, person) == name:
            met = [*shown(self.surveys[survey], kept.answers, self.audience[person])]
            kept.place = met[max(met.index(name) - 1, 0)]
        return self._return(survey, person)

    def change(self, survey: int, person: int, name: str) -> Screen:
        kept = self._begun(survey, person)
        if name not in shown(self.surveys[survey], kept.answers, self.audience[person]):
            raise No
        kept.place = name
        return self._return(survey, person)

    def later(self, survey: int, person: int) -> Screen:
        self.at[person] = None
        return ELSEWHERE

    def send(self, survey: int, person: int) -> Screen:
        self._begun(survey, person)
        if self.place(survey, person) != END:
            raise No
        return self.send_unfinished(survey, person)

    def send_unfinished(self, survey: int, person: int) -> Screen:
        kept, needed = self._begun(survey, person), self._needed(survey, person)
        if not needed:
            return self._send(survey, person)
        kept.place = needed
        return self._return(survey, person)

    def _needed(self, survey: int, person: int) -> str:
        """A question that has to be answered and was not."""
        counted = what_counts(self.surveys[survey], self.kept[survey, person].answers, self.audience[person])
        met = shown(self.surveys[survey], counted, self.audience[person])
        return next((one for one, step in met.items() if step.get("required") and one not in counted), "")

    def _send(self, survey: int, person: int) -> Screen:
        kept = self.kept[survey, person]
        counted = what_counts(self.surveys[survey], kept.answers, self.audience[person])
        if all(answer.get("skipped") for answer in counted.values()):
            raise No
        self.kept[survey, person] = Kept(END, counted, sent=True, band=self.audience[person])
        self.took_part.add((survey, person))
        self.at[person] = None
        return ELSEWHERE

    def ask_to_withdraw(self, survey: int, person: int) -> Screen:
        self._begun(survey, person)
        return ("sure", str(survey))

    def withdraw(self, survey: int, person: int) -> Screen:
        self._begun(survey, person)
        del self.kept[survey, person]
        self.took_part.discard((survey, person))
        self.at[person] = None
        return ELSEWHERE

    def say_who(self, person: int, audience: str) -> None:
        self.audience[person], self.at[person] = audience, None

    def close(self, survey: int) -> None:
        self.open.discard(survey)
        for (one, person), kept in [*self.kept.items()]:
            if one == survey and not kept.sent:
                del self.kept[one, person]
            elif one == survey:
                kept.answers = what_counts(self.surveys[one], kept.answers, str(kept.band))


PRESSES: dict[str, Callable[..., Screen]] = {
    "sv": Believed.look,
    "be": Believed.begin,
    "ch": Believed.choose,
    "on": Believed.go_on,
    "sk": Believed.skip,
    "ba": Believed.go_back,
    "la": Believed.later,
    "cg": Believed.change,
    "se": Believed.send,
    "su": Believed.send_unfinished,
    "to": Believed.turn,
    "aw": Believed.ask_to_withdraw,
    "wd": Believed.withdraw,
}
"""What each button does, by the code it begins with."""


def tapped(step: Raw, before: Raw, option: str, on: bool) -> tuple[Raw, bool]:
    """The answer after a tap, and whether the next question comes by itself."""
    listed = {one["id"]: one for one in step.get("options", ())}
    chosen: list[str] = before.get("chosen", [])
    match step["kind"]:
        case "short_text" | "long_text":
            kept = {} if option == "_again" else {key: before[key] for key in ("text",) if key in before}
            quotable = before.get("quotable", False) if option == "_again" else on
            return kept | ({"quotable": True} if quotable else {}), False
        case "choose_several":
            wanted = {one for one in chosen if one != option}
            if on:
                alone = {one for one in listed if listed[one].get("alone")}
                wanted = {option} | (set() if option in alone else wanted - alone)
            if on and len(wanted) > (step.get("most") or len(listed)):
                raise No
            said = [one for one in listed if one in wanted]
        case "put_in_order":
            said = [one for one in chosen if on or one != option]
            said += [option] if on and option not in chosen else []
            rest = [one for one in listed if one not in said]
            said += rest if on and len(rest) == 1 else []
        case _:
            said = [option]
    meant = any(listed.get(one, {}).get("other") for one in said)
    same = step["kind"] == "choose_several" or chosen == said
    words = {"text": before["text"]} if meant and same and "text" in before else {}
    goes_on = step["kind"] not in ("choose_several", "put_in_order") and (not meant or bool(words))
    return ({"chosen": said} if said else {}) | words, goes_on


def typed(step: Raw, before: Raw, text: str) -> tuple[Raw, bool]:
    text, kind = text.strip(), step["kind"]
    quotable = {"quotable": True} if before.get("quotable") else {}
    if kind == "number":
        if not text.removeprefix("-").isdecimal() or not step["low"] <= int(text) <= step["high"]:
            raise No
        return {"number": int(text)}, True
    if kind == "short_text" or kind == "long_text":
        whole = f"{before['text']}\n{text}" if kind == "long_text" and "text" in before else text
        seams = min(whole.count("\n"), 100) if kind == "long_text" else 0
        most = step.get("longest") or (1000 if kind == "short_text" else 20_000)
        _check(text, len(whole) - seams, most)
        return {"text": whole, **quotable}, kind == "short_text"
    others = [one["id"] for one in step.get("options", ()) if one.get("other")]
    if not set(others) & set(before.get("chosen", ())):
        raise No
    _check(text, len(text), 200)
    return {"chosen": before["chosen"], "text": text}, kind == "choose_one"


def _check(text: str, length: int, longest: int) -> None:
    if not any(sign.isprintable() and not sign.isspace() for sign in text) or length > longest:
        raise No

"""A shipped folder and a forum's own folder to write into."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import dedent

from bot.content import Problem, Report, check_content

TODAY = date(2026, 11, 26)

FORUM = """
name: Lake Forum
place: Lakeland
contact: {name: the office, phone: 01632 960 001}
other_ways: {name: the worker, phone: 01632 960 002}
children_services:
  day: {name: Lakeland children's services, phone: 01632 960 003}
  night: {name: the night team, phone: 01632 960 004}
safeguarding_lead: our lead
notice_version: 1
"""

MESSAGES = """
answer_yes: Yes
answer_no: No
answer_not_sure: Not sure
greeting:
  usual: Hello {{ name }}, from {{ forum }}.
  shorter: Hello {{ name }}.
count: "{% if number == 1 %}one{% else %}{{ number }}{% endif %}"
button_go: Go on
toast_done: Done
"""

SURVEY = """
id: lunch
title: Lunch
influence:
  can_change: The menu.
  cannot_change: The price.
  who_decides: The cook.
  hear_back: On Monday.
questions:
"""

CHOICE = """
  - id: dish
    kind: choose_one
    sensitivity: ordinary
    text: Which dish?
    options:
      - {id: soup, text: Soup}
      - {id: cake, text: Cake}
"""


TOPICS = f"""
topics:
  - id: food
    title: Food
    phrases: [{", ".join(f"im hungry {number}" for number in range(25))}]
"""

NATIONAL = """
organisations:
  - id: kitchen
    name: The Kitchen
    does: Cooks for everybody.
    topics: {food: 3}
    phones: [01632 960 020]
    source: its leaflet
    checked: 2026-11-01
"""


@dataclass(frozen=True)
class Folders:
    ours: Path
    shipped: Path

    def write(self, name: str, text: str) -> None:
        """A file of the forum."""
        path = self.ours / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")

    def write_survey(self, questions: str, name: str = "surveys/lunch.yaml") -> None:
        self.write(name, SURVEY + questions)

    def check(self) -> Report:
        return check_content(self.ours, self.shipped, TODAY)

    def only_problem(self) -> Problem:
        (problem,) = self.check().problems
        return problem


def make_folders(root: Path) -> Folders:
    """Shipped content in order, and an empty folder of the forum."""
    shipped = Folders(root / "shipped", root / "shipped")
    shipped.write("forum.yaml", FORUM)
    shipped.write("messages/all.yaml", MESSAGES)
    shipped.write_survey(CHOICE)
    shipped.write("topics.yaml", TOPICS)
    shipped.write("organisations/national.yaml", NATIONAL)
    (root / "ours").mkdir()
    return Folders(root / "ours", root / "shipped")

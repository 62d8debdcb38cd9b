"""A report in a line, for tests of the forms."""

from typing import Any

from bot.core.report import Labels, Report, Sheet

LABELS = Labels(
    cover="Cover",
    notes="Notes",
    note="Note",
    number="Number",
    dictionary="Dictionary",
    contents="Sheet",
    quotes="Quotes",
    about="About",
    files="Files",
    private="Kept private",
    empty="Empty.",
    people_said="They said",
    came_of_it="It came",
    one_table="One table.",
    without_markup="Its tables are not marked.",
    readme="Read this.",
    months=tuple(f"Month {number}" for number in range(1, 13)),
)


def report(*sheets: Sheet, **more: Any) -> Report:
    usual: dict[str, Any] = {
        "name": "well-1",
        "title": "Well?",
        "labels": LABELS,
        "facts": (("Forum", "Harbour"),),
        "notes": ("Small numbers are kept private.",),
        "sheets": sheets,
        "marks": (("[c]", "Kept private"),),
    }
    return Report(**{**usual, **more})

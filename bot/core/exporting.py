"""What can be taken out, and in which forms."""

import re
from enum import StrEnum


class Form(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    HTML = "html"
    PNG = "png"
    JSON = "json"


class Topic(StrEnum):
    """What is not one survey."""

    FEEDBACK = "feedback"
    RECORD = "record"
    IMPACT = "impact"
    LOOKED_FOR = "looked-for"
    AUDIT = "audit"


What = int | Topic
"""A survey or vote by its number, or one of the others."""

WITH_CHARTS = frozenset({Topic.IMPACT})


def read_what(said: str) -> What | None:
    """None for what there is not."""
    if re.fullmatch(r"[0-9]{1,18}", said):
        return int(said)
    return Topic(said) if said in {*Topic} else None


def forms_of(what: What) -> tuple[Form, ...]:
    """Pictures only of what has charts."""
    has_charts = isinstance(what, int) or what in WITH_CHARTS
    return tuple(form for form in Form if has_charts or form is not Form.PNG)

"""The privacy notice and the DPIA template say what the settings in use say."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.actions.documents import ASSESSMENT, NOTICE, write_documents
from bot.content import Content
from bot.core.forum import FeedbackRules, Keeping, Safeguarding
from bot.core.people import Role
from bot.texts import Texts
from tests.shipped import shipped_content

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NAMED = {Role.COORDINATOR: 31, Role.OFFICER: 32, Role.SAFEGUARDING: 33}


def written(has_lead: bool = True) -> dict[str, str]:
    """With periods that stand nowhere else."""
    shipped = shipped_content()
    forum = shipped.forum.model_copy(
        update={
            "name": "Quay & <Forum>",
            "keeping": Keeping(text_days=701, response_days=702, person_days=703, audit_days=2190),
            "feedback": FeedbackRules(keep_days=705, link_days=306),
            "safeguarding": Safeguarding(
                has_lead=has_lead, minutes=17, deputies=("the second deputy",), keep_days=707
            ),
            "threshold": 9,
            "notice_version": 77,
        }
    )
    content: Content = shipped.model_copy(update={"forum": forum})
    texts = Texts(content.messages, forum.time_zone, forum.standing())
    return {name: page.decode() for name, page in write_documents(content, texts, NAMED, MONDAY).items()}


def words_of(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2]))


PERIODS = ("701 days", "702 days", "703 days", "6 years", "705 days", "306 days", "707 days", "400 days")
FACTS = ("Quay & <Forum>", "Harbour", "the forum office", "01632 960 001", "hello@harbour.example", "7 days")
PLACES = ("Harbour town, The coast villages, The valley", "School and college, Health")


@pytest.mark.parametrize("name", ["privacy-notice.html", "dpia.html"])
def test_every_period_and_fact_of_the_settings_stands_in_both(name: str) -> None:
    said = words_of(written()[name])

    wanted = (*PERIODS, *FACTS, *PLACES, "our safeguarding lead".capitalize(), "below 9", "number 77", "2026")
    assert [one for one in wanted if one.lower() not in said.lower()] == []


def test_the_assessment_says_who_is_named_and_whom_one_rings() -> None:
    said = words_of(written()["dpia.html"])

    for words in (
        "coordinators 31, officers 32, safeguarding leads 33",
        "after 17 minutes the second deputy too",
        "Harbour children's services, 01632 960 010",
        "the Harbour night team, 01632 960 011",
        "Languages besides English: none",
        "[name, role, date]",
    ):
        assert words in said


def test_the_notice_has_nothing_left_to_fill_in() -> None:
    assert "[" not in words_of(written()["privacy-notice.html"])


def test_without_a_lead_neither_speaks_of_one() -> None:
    for page in written(has_lead=False).values():
        said = words_of(page)
        assert "our safeguarding lead" not in said.lower()
        assert "707 days" not in said


def test_the_pages_are_html_that_needs_nothing_else() -> None:
    for page, parts in zip(written().values(), (NOTICE, ASSESSMENT), strict=True):
        assert '<html lang="en-GB">' in page
        assert page.count("<h1 ") == 1
        assert page.count("<h2 ") == len(parts)
        assert "<script" not in page
        assert "<Forum>" not in page


def test_the_command_line_writes_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEARD_CONTENT_DIR", str(Path(__file__).resolve().parents[2] / "content"))
    folder = tmp_path / "to the council"

    assert main(["documents", "--out", str(folder)]) == 0

    assert sorted(path.name for path in folder.iterdir()) == ["dpia.html", "privacy-notice.html"]
    assert capsys.readouterr().out.splitlines() == [
        str(folder / "privacy-notice.html"),
        str(folder / "dpia.html"),
    ]

"""The files of what was released: each with its release's scope, one at a time or all at once."""

import asyncio
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.content import shipped_folder
from bot.core.exporting import AllReleased, Form, OfRelease
from bot.core.refusal import Refusal
from bot.core.releases import Release, Scope, Subject, What
from bot.core.surveys import Survey
from bot.store import releases, retention, surveys
from bot.taking_out import add_export, export_files
from tests.core.examples import INFLUENCE
from tests.exports.closed import MONDAY, Exporter, exporting
from tests.exports.towns import TOWN, said_in_town

STEM = "Well-in-town-Jak-się-masz"
HASH = "ab" * 32
SUMMARY = Scope()


async def release(exporter: Exporter, number: int, subject: Subject, scope: Scope = SUMMARY) -> None:
    made = Release(number, subject, scope, MONDAY - timedelta(days=2), None, 0, HASH)
    await exporter.services.store.write(releases.add, made)


async def test_all_that_is_released_comes_at_once_each_with_its_own_scope(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        with pytest.raises(Refusal) as nothing:
            await exporter.files(AllReleased(), Form.CSV)
        one, other, kept = [await exporter.closed(TOWN, said_in_town(12)) for _ in range(3)]
        await exporter.keep_texts(one)
        await release(exporter, 5, Subject(What.SURVEY, one), Scope(texts=True))
        await release(exporter, 6, Subject(What.SURVEY, other), Scope(responses=True))
        await release(exporter, 7, Subject(What.RECORD))
        packed = await exporter.file(AllReleased(), Form.CSV, one_file=True)
        reports = await exporter.files(AllReleased(), Form.HTML)

    assert nothing.value.key == "nothing_released"
    assert packed.name == "released-csv.zip"
    with ZipFile(packed) as parts:
        names = {name.removesuffix(".csv") for name in parts.namelist() if name.endswith(".csv")}
        readme = parts.read(f"{STEM}-{one}-readme.txt").decode("utf-8-sig")
    assert names == {
        *(f"{STEM}-{one}-{table}" for table in ("summary", "groups", "texts", "dictionary")),
        *(f"{STEM}-{other}-{table}" for table in ("summary", "groups", "responses", "dictionary")),
        *(f"record-{table}" for table in ("record", "steps", "dictionary")),
    }
    for words in ("Released on: 2026-11-21", "Holds: the summary only, with quotes", HASH):
        assert words in readme
    assert not any(f"-{kept}-" in name for name in names)
    assert len(list((tmp_path / "out").glob("*-report.html"))) == 3
    assert "report.html" in reports


async def test_a_release_brings_its_report_first_and_no_more_than_it_holds(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        said = ("The hours.", "The bus.", "The council.", "You see the result here when it closes.")
        influence = dict(zip(INFLUENCE, said, strict=True))
        asked = Survey.model_validate({**TOWN.model_dump(), "influence": influence})
        survey = await exporter.closed(asked, said_in_town(12))
        await exporter.keep_texts(survey)
        await release(exporter, 5, Subject(What.SURVEY, survey))
        await exporter.services.store.write(surveys.plan_hearing, survey, MONDAY + timedelta(days=9))
        made = await exporter.file(OfRelease(5), Form.HTML, page=True)
        await exporter.services.store.write(releases.withdraw, 5, MONDAY)
        for gone in (5, 77):
            with pytest.raises(Refusal) as refused:
                await exporter.files(OfRelease(gone), Form.HTML)
            assert refused.value.key == ("release_withdrawn" if gone == 5 else "not_released")

    page = made.read_text()
    for link in ("files/html", "files/xlsx", "files/csv", "files/png", "files/json"):
        assert f'href="{link}"' in page
    assert page.count('src="data:image/png;base64,') == page.count("<figure>") > 0
    assert "blockquote>" not in page
    assert "what was kept private, and why" in page
    assert '<dd dir="auto">21 November 2026</dd>' in page and "2026-11" not in page
    assert page.count(HASH) == 1 and page.index(HASH) > page.rindex("</table>")
    assert "the last with the hash" not in page
    assert "People hear by 2 December 2026 what came of it." in page
    assert "Who decides: The council." in page and "You see the result" not in page


async def test_what_was_deleted_for_its_age_since_is_said(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        survey = await exporter.closed(TOWN, said_in_town(12))
        await exporter.keep_texts(survey)
        await release(exporter, 5, Subject(What.SURVEY, survey), Scope(responses=True, texts=True))
        for delete in (retention.delete_texts, retention.delete_responses):
            await exporter.services.store.write(delete, survey, MONDAY)
        made = await exporter.files(OfRelease(5), Form.CSV)

    readme = made["readme.txt"].read_text(encoding="utf-8-sig")
    for words in (
        "Holds: the summary and the answers, with quotes (answers and quotes were deleted for",
        "The single answers were deleted because of their age.",
        "What people wrote was deleted because of its age.",
    ):
        assert words in readme
    assert sorted(made) == ["dictionary.csv", "groups.csv", "readme.txt", "summary.csv"]


def test_the_command_writes_the_others_where_one_cannot_be_made_and_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def prepare() -> None:
        async with exporting(tmp_path) as exporter:
            await release(exporter, 5, Subject(What.THEME, 9))
            await release(exporter, 7, Subject(What.RECORD))

    asyncio.run(prepare())
    for folder in ("data", "keys"):
        monkeypatch.setenv(f"HEARD_{folder.upper()}_DIR", str(tmp_path / folder))
    monkeypatch.setenv("HEARD_CONTENT_DIR", str(shipped_folder()))
    parser = ArgumentParser()
    add_export(parser)
    codes = [
        export_files(parser.parse_args([what, "--form=json", f"--out={tmp_path / what}"]))
        for what in ("released", "release-5", "release-7")
    ]
    said = capsys.readouterr()

    assert codes == [1, 1, 0]
    assert [path.name for path in (tmp_path / "released").iterdir()] == ["record.json"]
    assert said.err.splitlines() == [
        "Left out: What people told us. Nothing is under this theme any more.",
        "Nothing is under this theme any more.",
    ]
    assert str(tmp_path / "released" / "record.json") in said.out

"""What is taken out of a closed survey, in every form."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from bot.actions.describing import Wanted, describe
from bot.core.answers import SKIPPED, Answer
from bot.core.exporting import Form, Topic
from bot.core.refusal import Refusal
from bot.core.releases import Scope
from bot.exports import csv_files
from bot.exports.report_page import write_report_page
from tests.core.examples import question, survey
from tests.exports.closed import Exporter, Said, exporting
from tests.exports.towns import TOWN, said_in_town

FORMS = (Form.CSV, Form.XLSX, Form.JSON)
"""Those without pictures, which take long to draw."""


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


async def responses(exporter: Exporter, number: int) -> list[dict[str, str]]:
    return read_csv((await exporter.files(number, Form.CSV))["responses.csv"])


async def test_each_response_is_a_row_with_a_new_number_and_an_order_of_chance(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(TOWN, said_in_town(40))
        one, other = await responses(exporter, number), await responses(exporter, number)

    assert len({line["response"] for line in [*one, *other]}) == 80
    alike = [("day", "day__label", "brings__cake", "band_audience", "band_area__label")]
    for names in alike:
        assert Counter(tuple(line[name] for name in names) for line in one) == Counter(
            tuple(line[name] for name in names) for line in other
        )
    assert [line["band_audience"] for line in one] != [line["band_audience"] for line in other]


async def test_blank_skipped_and_not_shown_are_told_apart(tmp_path: Path) -> None:
    asked = survey(question(id="first"), question(id="then", show_if={"question": "first", "was": ["a"]}))
    a, b = Answer(chosen=("a",)), Answer(chosen=("b",))
    said = [{"first": a, "then": b}, {"first": a, "then": SKIPPED}, {"first": a}, {"first": b}, {"then": b}]
    async with exporting(tmp_path) as exporter:
        lines = await responses(exporter, await exporter.closed(asked, [Said(one) for one in said * 6]))

    assert Counter((line["first"], line["then"]) for line in lines) == {
        ("a", "b"): 6,
        ("a", "[skipped]"): 6,
        ("a", ""): 6,
        ("b", "[not shown]"): 6,
        ("", "[not shown]"): 6,
    }


async def test_an_order_is_places_and_a_number_is_its_band(tmp_path: Path) -> None:
    asked = survey(question("put_in_order", id="order"), question("number", id="weeks", bands=(0, 4)))
    said = Said({"order": Answer(chosen=("c", "a", "b")), "weeks": Answer(number=7)})
    async with exporting(tmp_path) as exporter:
        lines = await responses(exporter, await exporter.closed(asked, [said] * 6))

    first = {name: value for name, value in lines[0].items() if name[:5] in {"order", "weeks"}}
    assert first == {
        "order__a": "2",
        "order__b": "3",
        "order__c": "1",
        "weeks": "b1",
        "weeks__label": "4–10",
    }


async def test_of_a_personal_order_only_what_came_first_is_told(tmp_path: Path) -> None:
    asked = survey(question("put_in_order", id="order", sensitivity="personal"))
    async with exporting(tmp_path) as exporter:
        said = [Said({"order": Answer(chosen=("c", "a", "b"))})] * 6
        lines = await responses(exporter, await exporter.closed(asked, said))

    assert [name for name in lines[0] if name.startswith("order")] == [
        "order__unlinked",
        "order__unlinked__label",
    ]


async def test_bands_stand_only_where_enough_share_them_and_the_notes_say_so(tmp_path: Path) -> None:
    """Two young people from the coast: first their age goes, then where they live, then who they are."""
    said = [
        *[Said({"q": Answer(chosen=("a",))}, "parent", "town")] * 20,
        *[Said({"q": Answer(chosen=("b",))}, "young", "coast", "under_16")] * 2,
    ]
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(survey(question()), said)
        made = await exporter.files(number, Form.CSV)
    lines, readme = read_csv(made["responses.csv"]), made["readme.txt"].read_text(encoding="utf-8-sig")

    bands = Counter(
        (line.get("band_audience"), line.get("band_area"), line.get("band_age")) for line in lines
    )
    assert all(number >= 5 for number in bands.values())
    assert "young" not in str(lines)
    assert "Age, of young people: left out, because too few people share it." in readme


async def test_a_threshold_that_was_raised_since_holds_for_the_bands_too(tmp_path: Path) -> None:
    said = [
        *[Said({"q": Answer(chosen=("a",))}, "parent", "town")] * 20,
        *[Said({"q": Answer(chosen=("b",))}, "young", "town", "under_16")] * 6,
    ]
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(survey(question()), said)
        before = await responses(exporter, number)
    async with exporting(tmp_path, threshold=10) as exporter:
        after = await responses(exporter, number)

    assert sum(line["band_audience"] == "young" for line in before) == 6
    assert "young" not in str(after)


async def test_of_a_show_of_hands_nobody_s_bands_are_told(tmp_path: Path) -> None:
    said = [Said({"vote": Answer(chosen=("a",))}, "parent", "town")] * 20
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(survey(question(id="vote")), said, hands=True)
        made = await exporter.files(number, Form.CSV)

    assert [*read_csv(made["responses.csv"])[0]] == ["response", "vote", "vote__label"]
    assert "everybody could see the hands" in made["readme.txt"].read_text(encoding="utf-8-sig")


async def test_only_texts_that_were_kept_and_may_be_quoted_stand_in_a_file(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(TOWN, said_in_town(12))
        unread = await exporter.files(number, Form.CSV)
        await exporter.keep_texts(number)
        read = await exporter.files(number, Form.CSV)
        without = await exporter.files(number, Form.CSV, texts=False)
        everything = {form: await exporter.file(number, form) for form in (Form.JSON, Form.XLSX)}

    assert "texts.csv" not in unread
    assert "texts.csv" not in without
    texts = [line["text"] for line in read_csv(read["texts.csv"])]
    assert len(texts) == 6
    assert all(text.startswith("'=Because of") and "[phone number]" in text for text in texts)
    assert not any(f"Because of {at}," in text for text in texts for at in (1, 3, 5))
    assert json.loads(everything[Form.JSON].read_text())["tables"]["texts"]["rows"][0]["text"][0] == "="


async def test_what_is_hidden_in_a_table_is_hidden_in_every_form(tmp_path: Path) -> None:
    asked = survey(question(id="well", sensitivity="personal"))
    said = [Said({"well": Answer(chosen=("a" if at < 9 else "b" if at < 16 else "c",))}) for at in range(18)]
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(asked, said)
        made = await exporter.files(number, Form.CSV)
        whole = json.loads((await exporter.file(number, Form.JSON)).read_text())

    summary = {line["option"]: line["people"] for line in read_csv(made["summary.csv"])}
    assert summary == {"a": "9", "b": "[c]", "c": "[c]"}
    assert [row["people"] for row in whole["tables"]["summary"]["rows"]] == [9, "[c]", "[c]"]
    cells = Counter(line["well__unlinked"] for line in read_csv(made["responses.csv"]))
    assert cells == {"a": 9, "[c]": 9}
    assert any("2 numbers are kept private" in note for note in whole["notes"])


async def test_the_summary_alone_has_no_responses(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(TOWN, said_in_town(12))
        made = await exporter.files(number, Form.CSV, responses=False)

    assert sorted(made) == ["dictionary.csv", "groups.csv", "readme.txt", "summary.csv"]
    assert "The single answers are not in it" in made["readme.txt"].read_text(encoding="utf-8-sig")


async def test_the_dictionary_explains_every_column_and_every_mark(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(TOWN, said_in_town(12))
        made = await exporter.files(number, Form.CSV)
    lines = read_csv(made["dictionary.csv"])

    for sheet in ("summary", "groups", "responses"):
        with made[f"{sheet}.csv"].open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))
        told = dict.fromkeys(line["column"] for line in lines if line["sheet"] == sheet)
        assert [*told] == header
    assert all(line["meaning"] for line in lines if line["column"])
    marks = {line["value"]: line["value_meaning"] for line in lines if not line["column"]}
    assert {*marks} == {"[c]", "[skipped]", "[not shown]", "", "'"}
    assert next(line["value_meaning"] for line in lines if line["value"] == "fri") == "'=Friday"


async def test_one_file_is_a_zip_of_all_of_them(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(TOWN, said_in_town(12))
        path = await exporter.file(number, Form.CSV, one_file=True)

    assert path.name == f"Well-in-town-Jak-się-masz-{number}-csv.zip"
    with ZipFile(path) as packed:
        assert [name.rpartition("-")[2] for name in packed.namelist()] == [
            *("summary.csv", "groups.csv", "responses.csv", "dictionary.csv", "readme.txt")
        ]


# odd surveys


async def test_fewer_than_the_threshold_make_no_file_in_any_form(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        for people in (0, 1, 4):
            number = await exporter.closed(TOWN, said_in_town(people))
            for form in Form:
                with pytest.raises(Refusal) as refused:
                    await exporter.files(number, form)
                assert refused.value.key == "too_few_to_export"
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("people", [0, 1])
async def test_a_named_survey_without_answers_or_with_one_makes_files(tmp_path: Path, people: int) -> None:
    asked = survey(question(), named=True, readers="The board")
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(asked, [Said({"q": Answer(chosen=("a",))})] * people)
        for form in FORMS:
            await exporter.files(number, form)
        lines = await responses(exporter, number)

    assert [line["q"] for line in lines] == ["a"] * people


async def test_two_hundred_questions_and_a_title_of_three_hundred_signs(tmp_path: Path) -> None:
    asked = survey(*(question(id=f"q{at}", text=f"Number {at}?") for at in range(200)), title="أين/" * 75)
    said = Said({f"q{at}": Answer(chosen=("a",)) for at in range(200)})
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(asked, [said] * 6)
        made = {form: await exporter.files(number, form) for form in FORMS}

        wanted = Wanted(number, Scope(responses=True, texts=True))
        described = await describe(exporter.services, wanted, draw=False)
        report = await exporter.services.store.read(described)

    assert report is not None
    page = write_report_page(report).decode()
    assert page.count("<caption") == page.count("<h2 dir") - 1 == 200
    assert all(len(path.name.encode()) < 255 for path in made[Form.CSV].values())
    lines = read_csv(made[Form.CSV]["responses.csv"])
    assert (len(lines), len(lines[0])) == (6, 403)
    assert json.loads(made[Form.JSON][f"{number}.json"].read_text())["title"] == "أين/" * 75


# troubles


async def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(TOWN, said_in_town(12))
        before = await exporter.files(number, Form.CSV)
        stood = {path.name: path.read_bytes() for path in before.values()}
        write, written = csv_files.write_csv, []

        def fails_at_the_third(path: Path, *more: Any) -> None:
            write(path, *more)
            written.append(path)
            if len(written) == 3:
                raise OSError(28, "No space left on device")

        monkeypatch.setattr(csv_files, "write_csv", fails_at_the_third)
        with pytest.raises(OSError, match="No space left"):
            await exporter.files(number, Form.CSV)

    assert len(written) == 3
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == stood


async def test_there_are_no_charts_of_the_audit_log(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        with pytest.raises(Refusal) as refused:
            await exporter.files(Topic.AUDIT, Form.PNG)

    assert refused.value.key == "no_such_form"

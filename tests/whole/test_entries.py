"""Coordinators look after the directory: checked today, changed, hidden, and "this is wrong"."""

import asyncio

from bot.content import load_content, shipped_folder
from bot.simulator.client import Person, Shown
from tests.whole.directory import all_checked
from tests.whole.forum import Forum

TOLD = "Somebody says that the entry Mencap is wrong. Please look when you can."
CHANGES = "SELECT organisation, fields, hidden, checked, version FROM entry_change"


async def at_entry(forum: Forum, person: Person, organisation: str = "ipsea") -> Shown:
    """The entry as a coordinator sees it."""
    await person.press(person.screen(), f"ek:{organisation}", forge=True)
    return await person.sees("From: ")


async def at_part(forum: Forum, person: Person, part: str, organisation: str = "ipsea") -> None:
    await at_entry(forum, person, organisation)
    await person.tap("Change")
    await person.tap(part)
    await person.sees("Now: ")


async def test_what_needs_a_check_is_one_line_and_gets_shorter(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    number = len(forum.services.content.organisations)
    await rosalind.type("/today")
    assert f"{number} entries of the directory need a check" in (await rosalind.sees("need a check")).text
    await rosalind.tap("Check entries")
    first = (await rosalind.sees(f"{number} to check")).buttons[0]
    await rosalind.tap(first)
    await rosalind.sees("From: ")
    assert await rosalind.tap("✓ Checked today") == "Noted: checked today. Thank you."
    assert (await rosalind.sees(f"{number - 1} to check")).buttons[0] != first
    assert [row[1:] for row in forum.rows(CHANGES)] == [("{}", 0, "2026-11-23", 1)]

    amira = await forum.joined("Amira")
    organisation = forum.rows(CHANGES)[0][0]
    await amira.press(amira.screen(), f"so:{organisation}::", forge=True)
    await amira.sees("Last checked on Monday 23 November 2026.")
    await all_but(forum, organisation)
    await rosalind.type("/today")
    assert "need" not in (await rosalind.sees("")).text
    await forum.move(days=190)
    await rosalind.type("/today")
    await rosalind.sees(f"{number} entries of the directory need a check")


async def all_but(forum: Forum, organisation: str) -> None:
    await forum.services.store.write(lambda db: db.execute("DELETE FROM entry_change"))
    await all_checked(forum)


async def test_a_phone_is_changed_looked_at_and_saved(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await at_part(forum, rosalind, "Phone", "mencap")

    await rosalind.type("ring us on Monday")
    await rosalind.sees("That is no phone number that we can use.")
    await rosalind.type("01632 960 055; 07700 900 056")
    seen = await rosalind.sees("Is this right? People will see it like this:")
    assert "📞 Call 01632 960 055\n📞 Call 07700 900 056" in seen.text
    assert forum.rows(CHANGES) == []
    await forum.restart()
    assert await rosalind.tap("Save") == "Saved. People see it like this from now on."

    await amira.press(amira.screen(), "so:mencap::", forge=True)
    assert "📞 Call 01632 960 055\n📞 Call 07700 900 056" in (await amira.sees("Mencap")).text
    await rosalind.type("01632 960 057")
    await rosalind.offered("All topics")
    assert [row[1] for row in forum.rows(CHANGES)] == ['{"phones": ["01632 960 055", "07700 900 056"]}']


async def test_html_and_formulas_in_what_is_typed_are_only_words(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await at_part(forum, rosalind, "What it does")
    await rosalind.type("=SUM(A1) <b>Helps</b> & <script>")
    assert "=SUM(A1) <b>Helps</b> & <script>" in (await rosalind.sees("Is this right?")).text
    await rosalind.tap("Save")
    await rosalind.sees("=SUM(A1) <b>Helps</b> & <script>")


async def test_two_coordinators_at_once_do_not_overwrite_each_other(forum: Forum) -> None:
    wren = await forum.joined("Wren")
    forum.settings = forum.settings.model_copy(
        update={"coordinators": forum.settings.coordinators | {wren.id}}
    )
    await forum.restart()
    rosalind = await forum.joined("Rosalind")
    for person, hours in ((rosalind, "Mornings"), (wren, "Evenings")):
        await at_part(forum, person, "Opening hours")
        await person.type(hours)
        await person.sees("Is this right?")

    await rosalind.tap("Save")
    toast = await wren.tap("Save")

    assert "Somebody else changed it meanwhile." in toast
    assert "When: Mornings" in (await wren.sees("From: ")).text
    await asyncio.gather(rosalind.tap("Hide it"), wren.tap("Hide it"))
    assert [row[2:] for row in forum.rows(CHANGES)] == [(1, None, 2)]


async def test_a_part_is_taken_out_but_not_the_last_way_to_reach_somebody(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await at_part(forum, rosalind, "Phone", "nhs_111")
    assert "Then nobody could reach them." in await rosalind.tap("Take it out")
    await at_part(forum, rosalind, "In easy words", "mencap")
    await rosalind.tap("Take it out")
    await at_part(forum, rosalind, "In easy words", "mencap")
    await rosalind.sees("Now: nothing")


async def test_what_is_hidden_is_found_by_nobody_and_can_be_shown_again(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await amira.type("mencap")
    answer = await amira.sees("Why: you named it.")
    await at_entry(forum, rosalind, "mencap")
    assert await rosalind.tap("Hide it") == "People do not see it any more."
    await rosalind.sees("🙈 Hidden: people do not see it.")

    await amira.type("mencap")
    await forum.town.quiet()
    assert "Mencap" not in (await amira.offered("All topics")).text
    assert "We do not send people there any more." in await amira.press(answer, "so:mencap::", forge=True)
    await rosalind.tap("Entries to check")
    await rosalind.tap("Hidden entries")
    await rosalind.tap("Mencap")
    await rosalind.tap("Show again")
    await amira.type("mencap")
    await amira.sees("Why: you named it.")


async def test_an_entry_that_is_called_wrong_is_told_once_until_it_is_dealt_with(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    zofia = await forum.town.person("Zofia")
    await zofia.start()
    await zofia.sees("Hello from")
    for person in (amira, zofia):
        await person.press(person.screen(), "so:mencap::", forge=True)
        await person.sees("Mencap")
        assert await person.tap("This is wrong") == "Thank you. Our team will look at it."
        assert "This is wrong" not in person.screen().buttons

    await rosalind.sees(TOLD)
    await forum.town.quiet()
    assert [one.text for one in await rosalind.reads()].count(TOLD) == 1
    assert forum.rows("SELECT * FROM wrong_entry") == [("mencap", "2026-11-23")]
    await rosalind.type("/today")
    await rosalind.sees("❗ Somebody says that the entry Mencap is wrong.")
    await rosalind.tap("Look: Mencap")
    await rosalind.sees("❗ Somebody says that this is wrong.")
    await rosalind.tap("✓ Checked today")
    assert forum.rows("SELECT * FROM wrong_entry") == []
    await rosalind.type("/today")
    assert "is wrong" not in (await rosalind.sees("needs you now")).text

    await forum.move(hours=14)
    await zofia.press(zofia.screen(), "sy:mencap::", forge=True)
    await forum.town.quiet()
    assert [one.text for one in await rosalind.reads()].count(TOLD) == 1, "it is night"
    await forum.move(hours=11)
    await rosalind.sees(TOLD)
    assert [one.text for one in await rosalind.reads()].count(TOLD) == 2


async def test_what_was_changed_is_a_file_of_the_content(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await at_part(forum, rosalind, "Opening hours", "mencap")
    await rosalind.type("Monday to Friday, 9 to 5")
    await rosalind.tap("Save")
    await at_entry(forum, rosalind, "ipsea")
    await rosalind.tap("✓ Checked today")
    await at_entry(forum, rosalind, "childline")
    await rosalind.tap("Hide it")
    await rosalind.tap("Entries to check")

    await rosalind.tap("Take changes out as a file")

    await rosalind.sees("Here is what was changed in the chat.")
    await forum.town.quiet()
    document = next(one.document for one in reversed(await rosalind.reads()) if one.document)
    text = (await forum.town.download(str(document["file_id"]))).decode()
    assert "# Hidden in the chat: childline" in text
    folder = forum.settings.data_dir / "theirs"
    (folder / "organisations").mkdir(parents=True)
    (folder / "organisations" / "changed.yaml").write_text(text)
    entries = load_content(folder, shipped_folder()).organisations
    assert str(entries["ipsea"].checked) == "2026-11-23"
    assert entries["mencap"].hours is not None
    assert entries["mencap"].hours.usual == "Monday to Friday, 9 to 5"


async def test_only_coordinators_look_after_the_directory(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    start = amira.screen()
    for data in (
        *("el:0", "ei:0", "ey", "ef:0", "jm", "ek:mencap", "ep:mencap", "en:mencap:phones"),
        *("ec:mencap:0", "eh:mencap:0:1", "ee:mencap:0:phones", "jd:00", "jx:", "jy:0", "jr:own_x"),
    ):
        assert "only our team" in await amira.press(start, data, forge=True), data
    assert forum.rows(CHANGES) == []


async def test_forged_and_old_buttons_do_nothing(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    start = rosalind.screen()
    for data in (
        "ek:nobody",
        "en:mencap:everything",
        "es:mencap:0:phones",
        "ee:mencap:0:name",
        "jd:zz",
        "jx:00",
        "js:00:0",
    ):
        assert await rosalind.press(start, data, forge=True), data
    await at_entry(forum, rosalind, "mencap")
    entry = rosalind.screen()
    await rosalind.tap("✓ Checked today")
    toast = await rosalind.press(entry, "eh:mencap:0:1", forge=True)
    assert "Somebody else changed it meanwhile." in toast

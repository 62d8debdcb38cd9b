"""What people looked for, without anybody in it."""

from tests.whole.forum import Forum


async def test_a_month_is_shown_when_it_is_over_and_without_small_numbers(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    for name in ("Amira", "Bo", "Cy", "Folake", "Gethin"):
        person = await forum.joined(name)
        await person.type("benefits")
        await person.offered("All topics")
        await person.type("xqzt vbnm" if name == "Amira" else "he was excluded from school")
        await forum.town.quiet()
    await rosalind.tap("Find help")
    await rosalind.tap("What people looked for")
    await rosalind.sees("A month is shown when it is over.")

    await forum.move(days=10)
    await rosalind.tap("‹ Back")
    await rosalind.tap("What people looked for")

    shown = await rosalind.sees("What people looked for: November 2026")
    assert "Money and benefits: 5" in shown.text
    assert "excluded" not in shown.text
    assert "Nobody was found" not in shown.text
    assert "What fewer than 5 looked for is kept private." in shown.text
    assert forum.rows("SELECT times FROM looked_for WHERE what = 'topic:exclusion'") == [(4,)]
    amira = await forum.town.person("Amira")
    await amira.type("/support")
    await amira.sees("Where to turn")
    assert "What people looked for" not in amira.screen().buttons

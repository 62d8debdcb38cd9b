"""Urgent help: one tap away, by age, and taken out of the chat again."""

from tests.whole.forum import Forum


async def test_help_shows_the_card_and_one_tap_shows_it_alone(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/help")
    shown = await amira.sees("What you can do here")
    assert "0808 800 5000" in shown.text

    await amira.tap("🆘 Help now")

    card = await amira.sees("Help now")
    assert "What you can do here" not in card.text
    for number in ("999bsl.co.uk", "18001", "01632 960 010", "01632 960 011", "111", "116 123", "85258"):
        assert number in card.text
    assert card.buttons == ["Hide this", "‹ Back"]
    await amira.tap("Back")
    await amira.sees("You are in")


async def test_for_a_young_person_under_19_childline_stands_first_and_over_18_it_does_not(
    forum: Forum,
) -> None:
    teo = await forum.joined("Teo", "Young person", "16 to 18")
    mabli = await forum.joined("Mabli", "Young person", "19 to 25")

    for person in (teo, mabli):
        await person.type("/help")
        await person.tap("🆘 Help now")

    young, grown = await teo.sees("If something is wrong"), await mabli.sees("If something is wrong")
    assert young.text.index("Childline") < young.text.index("999")
    assert "Childline" not in grown.text


async def test_the_card_needs_no_joining_keeps_nothing_and_can_be_hidden(forum: Forum) -> None:
    zofia = await forum.town.person("Zofia")
    await zofia.start()
    await zofia.sees("Hello from")
    await zofia.type("/help")
    await zofia.tap("🆘 Help now")
    card = await zofia.sees("Childline")

    await zofia.tap("Hide this")

    await forum.town.quiet()
    assert card.message_id not in [one.message_id for one in await zofia.reads()]
    assert forum.rows("SELECT count(*) FROM conversation") == [(0,)]
    assert forum.rows("SELECT count(*) FROM person") == [(0,)]

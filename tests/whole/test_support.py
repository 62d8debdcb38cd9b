"""Where to turn: asked in one's own words or by topic, joined or not."""

from bot.simulator.client import Person
from tests.whole.forum import Forum


async def asked(person: Person, words: str, *seen: str) -> str:
    await person.type(words)
    for one in seen:
        await person.sees(one)
    return person.screen().text


async def test_everyday_words_find_an_organisation_and_its_card(forum: Forum) -> None:
    amira = await forum.joined("Amira")

    await amira.type("she wont go to school, 6 weeks now")
    answer = await amira.sees("This may help")

    assert "Why: it helps with “Not going to school" in answer.text
    assert answer.raw["reply_to_message"]["text"] == "she wont go to school, 6 weeks now"
    assert {"🆘 Help now", "Hide this", "All topics"} <= {*answer.buttons}
    await amira.tap("SENDIASS")
    card = await amira.sees("Nobody of our forum has checked this yet.")
    assert "Free and private advice" in card.text
    await amira.tap("‹ Back")
    await amira.sees("This may help")
    assert forum.rows("SELECT month, what, times FROM looked_for") == [("2026-11", "topic:attendance", 1)]

"""A young person is in danger: the card comes first, the lead sleeps, the deputy answers. In a browser."""

from tests.pages.demo import KWAME, ROSALIND, TEO, button, join, says, types
from tests.pages.stage import PHONE, Open, log_of

DEIRDRE = 1041
WORDS = "my uncle hits me when mum is out"
ANSWER = "Thank you for telling me. You can ring me at the office."


async def test_words_of_harm_show_the_card_first_and_reach_the_deputy(demo: str, visit: Open) -> None:
    teo = await visit(f"{demo}/?as={TEO}&chat={TEO}", PHONE)
    await join(teo, "Young person", "16 to 18")
    await types(teo, WORDS)
    await says(teo, "We have told our safeguarding lead")
    card = log_of(teo).locator("article").filter(has_text="We have told our safeguarding lead").last
    first = await card.inner_text()
    assert first.index("Childline") < first.index("999") < first.index("We have told")

    deirdre = await visit(f"{demo}/?as={DEIRDRE}&chat={DEIRDRE}", PHONE)
    await says(deirdre, "A safeguarding alert waits for you")
    assert WORDS not in await log_of(deirdre).inner_text()
    rosalind = await visit(f"{demo}/?as={ROSALIND}&chat={ROSALIND}")
    await rosalind.get_by_role("button", name="An hour on").click()

    kwame = await visit(f"{demo}/?as={KWAME}&chat={KWAME}", PHONE)
    await says(kwame, "A safeguarding alert waits for you")
    assert WORDS not in await log_of(kwame).inner_text()
    await button(kwame, "Read it").click()
    await says(kwame, WORDS)
    assert WORDS not in await log_of(rosalind).inner_text()
    await button(kwame, "Write to them").click()
    await types(kwame, ANSWER)
    await says(kwame, ANSWER)
    await says(teo, "Tap to read.")
    await button(teo, "Read it").click()
    await says(teo, ANSWER)

"""The first walk: join, answer, close, hear the result."""

from tests.whole.forum import Forum


async def test_a_parent_joins_answers_and_hears_the_result(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    parents = [await forum.joined(name) for name in ("Amira", "Gethin", "Folake", "Zofia", "Bo", "Cy")]
    await forum.opened(rosalind, "Did you feel heard?")
    for parent in parents:
        await parent.sees("new survey")
        await parent.tap("Answer")
        await parent.sees("What this can change")
        await parent.tap("Start")
        for number in (1, 2, 3):
            await parent.sees(f"Question {number} of 3")
            await parent.tap(parent.screen().buttons[0])
        await parent.sees("Here is what you answered")
        await parent.tap("Send my answers")
        await parent.sees("Thank you. Your answers are in.")
    await forum.closed(rosalind, "Did you feel heard?")
    told = await rosalind.sees("6 people answered")
    assert "6 people, 100%" in told.text
    await parents[0].sees("6 people, 100%")
    shown = await parents[0].reads()
    assert [message.photo is not None for message in shown].count(True) == 3

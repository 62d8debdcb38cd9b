"""Native polls."""

from typing import Any

import pytest

from bot.simulator.client import SimulatorError, Town
from tests.simulator.toybot import ToyBot


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"question": ""}, "poll question must be non-empty"),
        ({"question": "a" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least 1 option"),
        ({"options": ["a"] * 13}, "poll can't have more than 12 options"),
        ({"options": ["a", " "]}, "poll options must be non-empty"),
        ({"options": ["a", {"text": "b" * 101}]}, "poll options length must not exceed 100"),
    ],
)
async def test_a_bad_poll_is_refused(params: dict[str, Any], words: str, bot: ToyBot, town: Town) -> None:
    amira = await town.person("Amira")
    await amira.start()
    poll = {"chat_id": amira.id, "question": "Well?", "options": ["Yes", "No"], **params}
    assert await bot.fails("sendPoll", **poll) == (400, f"Bad Request: {words}")


async def test_votes_are_counted_and_told_when_the_poll_is_not_anonymous(bot: ToyBot, town: Town) -> None:
    amira, gethin = await town.person("Amira"), await town.person("Gethin")
    group = await town.group("Parents", [amira, gethin])
    sent = await bot.call(
        "sendPoll",
        chat_id=group,
        question="Well?",
        options=[{"text": "Yes"}, {"text": "No"}],
        is_anonymous=False,
    )
    poll = sent["poll"]
    assert [option["persistent_id"] for option in poll["options"]] == ["0", "1"]
    await amira.vote(poll["id"], 0)
    await gethin.vote(poll["id"], 1)
    await gethin.vote(poll["id"])
    await gethin.vote(poll["id"], 0)
    answers = [update["poll_answer"] for update in await bot.call("getUpdates") if "poll_answer" in update]
    assert [(answer["user"]["id"], answer["option_ids"]) for answer in answers] == [
        (amira.id, [0]), (gethin.id, [1]), (gethin.id, []), (gethin.id, [0]),
    ]  # fmt: skip
    with pytest.raises(SimulatorError, match="only one option"):
        await amira.vote(poll["id"], 0, 1)
    place = {"chat_id": group, "message_id": sent["message_id"]}
    stopped = await bot.call("stopPoll", **place)
    assert (stopped["is_closed"], [option["voter_count"] for option in stopped["options"]]) == (True, [2, 0])
    assert await bot.fails("stopPoll", **place) == (400, "Bad Request: poll has already been closed")
    with pytest.raises(SimulatorError, match="closed"):
        await amira.vote(poll["id"], 0)


async def test_votes_of_an_anonymous_poll_stay_with_telegram(bot: ToyBot, town: Town) -> None:
    amira = await town.person("Amira")
    await amira.start()
    poll = (await bot.call("sendPoll", chat_id=amira.id, question="Well?", options=["Yes", "No"]))["poll"]
    await amira.vote(poll["id"], 1)
    kinds = [list(update)[1] for update in await bot.call("getUpdates")]
    assert kinds == ["message", "poll"]


async def test_reactions_go_both_ways(bot: ToyBot, town: Town) -> None:
    amira = await town.person("Amira")
    await bot.call("getUpdates", allowed_updates=["message_reaction"])
    await amira.start()
    sent = await bot.call("sendMessage", chat_id=amira.id, text="Thank you")
    await amira.react(sent["message_id"], "❤")
    (update,) = await bot.call("getUpdates")
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "❤"}]
    place = {"chat_id": amira.id, "message_id": sent["message_id"]}
    await bot.call("setMessageReaction", reaction=[{"type": "emoji", "emoji": "👍"}], **place)
    assert [one["emoji"] for one in (await amira.sees("Thank you")).raw["reactions"]] == ["❤", "👍"]
    wrong = [{"type": "emoji", "emoji": "x"}]
    refusal = await bot.fails("setMessageReaction", reaction=wrong, **place)
    assert refusal == (400, "Bad Request: REACTION_INVALID")

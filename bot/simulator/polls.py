"""Native polls: what stands in them and who voted what."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.entities import utf16_length
from bot.simulator.params import Params
from bot.simulator.refusals import Json, NotAllowedError, bad_request
from bot.simulator.state import Chat

MAX_OPTIONS = 12


@dataclass
class Poll:
    """The same poll may stand in several messages, once copied or forwarded."""

    as_json: Json
    places: list[tuple[Chat, int]] = field(default_factory=list)
    votes: dict[int, list[int]] = field(default_factory=dict)

    def vote(self, person: int, options: list[int]) -> None:
        shown = self.as_json["options"]
        if self.as_json["is_closed"]:
            raise NotAllowedError("this poll is closed")
        if any(not 0 <= option < len(shown) for option in options):
            raise NotAllowedError("no such option")
        if len(options) > 1 and not self.as_json["allows_multiple_answers"]:
            raise NotAllowedError("only one option can be chosen")
        if person in self.votes and not self.as_json["allows_revoting"]:
            raise NotAllowedError("a vote cannot be changed in this poll")
        self.votes.pop(person, None)
        if options:
            self.votes[person] = sorted(set(options))
        self._count()

    def _count(self) -> None:
        for place, option in enumerate(self.as_json["options"]):
            option["voter_count"] = sum(place in chosen for chosen in self.votes.values())
        self.as_json["total_voter_count"] = len(self.votes)

    def answer(self, user: Json) -> Json:
        chosen = self.votes.get(user["id"], [])
        return {
            "poll_id": self.as_json["id"],
            "user": user,
            "option_ids": chosen,
            "option_persistent_ids": [self.as_json["options"][place]["persistent_id"] for place in chosen],
        }


def new_poll(params: Params) -> Poll:
    question = params.text("question").strip()
    if not question:
        raise bad_request("poll question must be non-empty")
    if utf16_length(question) > 300:
        raise bad_request("poll question length must not exceed 300")
    quiz = params.text("type") == "quiz"
    poll: Json = {
        "id": str(secrets.randbelow(9 * 10**18) + 10**18),
        "question": question,
        "options": [_option(place, text) for place, text in enumerate(_option_texts(params))],
        "total_voter_count": 0,
        "is_closed": params.flag("is_closed"),
        "is_anonymous": params.flag("is_anonymous", default=True),
        "type": "quiz" if quiz else "regular",
        "allows_multiple_answers": params.flag("allows_multiple_answers"),
        "allows_revoting": params.flag("allows_revoting", default=not quiz),
        "members_only": params.flag("members_only"),
    }
    if quiz:
        poll["correct_option_ids"] = _correct_options(params, len(poll["options"]))
    for name in ("open_period", "close_date"):
        if params.has(name):
            poll[name] = params.number(name)
    if params.has("description"):
        poll["description"] = params.text("description")
    return Poll(poll)


def _option_texts(params: Params) -> list[str]:
    texts = [_option_text(option) for option in params.listed("options")]
    if not texts:
        raise bad_request("poll must have at least 1 option")
    if len(texts) > MAX_OPTIONS:
        raise bad_request(f"poll can't have more than {MAX_OPTIONS} options")
    if not all(texts):
        raise bad_request("poll options must be non-empty")
    if any(utf16_length(text) > 100 for text in texts):
        raise bad_request("poll options length must not exceed 100")
    return texts


def _option_text(option: Any) -> str:
    text = option.get("text", "") if isinstance(option, dict) else option
    return str(text).strip()


def _option(place: int, text: str) -> Json:
    return {"persistent_id": str(place), "text": text, "voter_count": 0}


def _correct_options(params: Params, options: int) -> list[int]:
    given = params.listed("correct_option_ids")
    if not given and params.has("correct_option_id"):
        given = [params.number("correct_option_id", -1)]
    if not given or any(not 0 <= int(place) < options for place in given):
        raise bad_request("wrong correct option ID specified")
    return [int(place) for place in given]

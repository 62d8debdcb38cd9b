"""What the Bot API says when it refuses, in Telegram's own words."""

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """A refusal as a bot sees it: HTTP status, description, sometimes parameters."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class NotAllowedError(Exception):
    """Something a person cannot do in a Telegram app (the user side's 400)."""


def bad_request(words: str, parameters: Json | None = None) -> ApiError:
    return ApiError(400, f"Bad Request: {words}", parameters)


def forbidden(words: str) -> ApiError:
    return ApiError(403, f"Forbidden: {words}")


def conflict(words: str) -> ApiError:
    return ApiError(409, f"Conflict: {words}")


def too_many_requests(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def moved(new_chat: int) -> ApiError:
    return bad_request("group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": new_chat})


def cannot_parse(detail: str) -> ApiError:
    return bad_request(f"can't parse entities: {detail}")


def old_query() -> ApiError:
    return bad_request("query is too old and response timeout expired or query ID is invalid")


def not_modified() -> ApiError:
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )

"""A rule that a person ran into."""


class Refusal(Exception):  # noqa: N818 (it is an answer to a person, not an error)
    """Answered kindly, in one place, with the message `refused_{key}` of the content.

    `values` fill in that message.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class AlreadyTaken(Exception):  # noqa: N818 (nothing is wrong: the effect is stored)
    """This update's effect was stored before; nothing may be done twice."""

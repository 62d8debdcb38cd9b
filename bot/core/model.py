"""The base of every value that is read from a file or a database row."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Frozen, and it refuses keys it does not know, so that a typing error in a file is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

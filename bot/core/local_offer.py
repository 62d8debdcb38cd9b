"""What a council must ask about its Local Offer: regulation 56 of the SEND Regulations 2014, England."""

from enum import StrEnum


class Heading(StrEnum):
    """What a council must ask about."""

    CONTENT = "content"
    """What is in it, how good that is, and what is missing."""
    ACCESS = "access"
    """How easily the information can be found and used."""
    DEVELOPMENT = "development"
    """How it was made and is looked after, and how families take part in that."""

"""Feedback in which words of harm stand: nobody reads, counts or passes it on before the lead has dealt
with the alert. Its writer still sees it, and it comes into the inbox by itself afterwards."""

import sqlite3
from collections.abc import Callable

from bot.core.feedback.piece import Piece
from bot.core.masking import Found, mask, say_masked
from bot.core.safeguarding import holds_any
from bot.core.words import Reader
from bot.services import Services
from bot.store import alerts, feedback

IsHeld = Callable[[Piece], bool]


def held_feedback(db: sqlite3.Connection, services: Services) -> IsHeld:
    """By its words, also where what is personal was taken out, and by what its writer wrote back."""
    said = [words for words, _ in alerts.held_words(db, services.keys.alerts)]
    forms = [form for words in said for form in (words, masked_words(services, words))]

    def is_held(piece: Piece) -> bool:
        if not forms:
            return False
        own = (reply.text for reply in feedback.replies_to(db, piece.number) if not reply.is_ours)
        return any(holds_any(text, forms) for text in (piece.words, *own))

    return is_held


def masked_words(services: Services, words: str) -> str:
    """As others may hear them: what looks personal is put as its kind, such as [phone number]."""
    names = {found: services.texts.button(Reader(), f"masked_{found}") for found in Found}
    return say_masked(mask(words), names)

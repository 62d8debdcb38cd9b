"""The HTTP under PTB, and its pace."""

from bot.transport.limiter import Limiter, Limits, Rate, wait_of
from bot.transport.request import AiohttpRequest, NotSent

__all__ = ["AiohttpRequest", "Limiter", "Limits", "NotSent", "Rate", "wait_of"]

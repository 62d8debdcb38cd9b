"""Feeds of Open Referral UK over HTTP.

A feed is a stranger: nothing it says leads anywhere but to its own pages, and it ends when we say.
"""

from bot.feeds.addresses import FeedFailed, is_address
from bot.feeds.asking import Limits, read_document
from bot.feeds.reading import fetch_feed

__all__ = ["FeedFailed", "Limits", "fetch_feed", "is_address", "read_document"]

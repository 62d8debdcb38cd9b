"""What a forum edits, read from files: all of it checked, all problems told at once."""

from bot.content.loading import Content, check_content, load_content, shipped_folder
from bot.content.problems import BadContent, Note, Problem, Report, describe

__all__ = [
    "BadContent",
    "Content",
    "Note",
    "Problem",
    "Report",
    "check_content",
    "describe",
    "load_content",
    "shipped_folder",
]

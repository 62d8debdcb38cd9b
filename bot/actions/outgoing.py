"""Posts for many people: one for all who read alike, split into messages that Telegram takes."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from bot.core.people import Person
from bot.core.posts import Post, PostButton, utf16_length
from bot.core.splitting import CAPTION, shown_units, split_html
from bot.core.words import Reader

LONGEST_MESSAGE = 3500
"""UTF-16 units; Telegram's 4096 less some room."""
MOST_PICTURES = 10
"""In one album."""


def group_by_reader(everybody: Iterable[Person]) -> Mapping[Reader, list[int]]:
    """The chats of those who read alike."""
    groups: dict[Reader, list[int]] = {}
    for person in everybody:
        groups.setdefault(person.reader, []).append(person.telegram)
    return groups


def make_posts(first: Markup, pictures: Sequence[int], words: Iterable[Markup]) -> list[Post]:
    """Albums of up to ten charts, the first words as their caption; then the values, split between
    questions where one message cannot hold them."""
    albums = [
        Post(pictures=tuple(pictures[at : at + MOST_PICTURES]))
        for at in range(0, len(pictures), MOST_PICTURES)
    ]
    texts = [*words]
    if albums and utf16_length(first) <= CAPTION:
        albums[0] = albums[0].model_copy(update={"html": str(first)})
    else:
        texts.insert(0, first)
    return albums + [Post(html=html) for html in _pack(texts)]


def shorten(posts: Sequence[Post], more: Markup) -> list[Post]:
    """The first album and the first two messages of words; `more` says where the rest is."""
    albums = [post for post in posts if post.pictures]
    words = [post for post in posts if not post.pictures]
    kept = albums[:1] + words[:2]
    return kept if len(kept) == len(posts) else [*kept, Post(html=str(more))]


def _pack(texts: Iterable[Markup]) -> list[str]:
    packed: list[str] = []
    for text in texts:
        joined = f"{packed[-1]}\n\n{text}" if packed else str(text)
        if packed and utf16_length(joined) <= LONGEST_MESSAGE:
            packed[-1] = joined
        else:
            packed += split_html(str(text), LONGEST_MESSAGE)
    return packed


def in_messages(
    html: str,
    pictures: Sequence[int] = (),
    document: int | None = None,
    buttons: tuple[tuple[PostButton, ...], ...] = (),
) -> list[Post]:
    """One message where that is possible. What is too long for a caption stands below the picture or the
    document; what is too long for a message goes on in the next, and the buttons stand below the last."""
    with_files = Post(pictures=tuple(pictures), document=document)
    if with_files.has_files and shown_units(html) <= CAPTION and len(pictures) <= 1:
        return [with_files.model_copy(update={"html": html, "buttons": buttons})]
    posts = [Post(html=part) for part in split_html(html)]
    posts[-1] = posts[-1].model_copy(update={"buttons": buttons})
    return [with_files, *posts] if with_files.has_files else posts

"""Who wrote what: to be told with a key only, which lies beside the keys of surveys.

So the database, and a backup of it, names nobody. Unlike a survey's, this key stays: people want answers.
Feedback has one, alerts have another; of alerts the words are sealed too.
"""

import hmac
from pathlib import Path
from secrets import token_bytes
from threading import Lock

from bot.store.safe_files import write_whole

KEY_BYTES = 32
NONCE_BYTES = 16
NUMBER_BYTES = 8
PROOF_BYTES = 16
DIGEST_BYTES = 32
LENGTH_BYTES = 4
BLOCK = 512
"""Sealed words are as long as a multiple of this."""


class Writers:
    """The key is made when it is first needed. Of what was sealed with another, nobody is found."""

    def __init__(self, folder: Path, name: str) -> None:
        """`name`: of the file that holds the key."""
        self._file = folder / name
        self._known: bytes | None = None
        self._making = Lock()

    def finder(self, telegram: int) -> bytes:
        """The same for all that one person wrote."""
        return self._digest(b"find", _packed(telegram))

    def seal(self, telegram: int) -> bytes:
        """Different each time. Only `open` gets the number out of it again."""
        nonce = token_bytes(NONCE_BYTES)
        hidden = _mixed(_packed(telegram), self._digest(b"hide", nonce)[:NUMBER_BYTES])
        return nonce + hidden + self._proof(nonce + hidden)

    def open(self, sealed: bytes | None) -> int | None:
        """The Telegram number; None for nothing, and for what another key sealed."""
        if sealed is None:
            return None
        inner, proof = sealed[:-PROOF_BYTES], sealed[-PROOF_BYTES:]
        if not hmac.compare_digest(proof, self._proof(inner)):
            return None
        nonce, hidden = inner[:NONCE_BYTES], inner[NONCE_BYTES:]
        return int.from_bytes(_mixed(hidden, self._digest(b"hide", nonce)[:NUMBER_BYTES]), "big")

    def seal_words(self, words: str) -> bytes:
        """Different each time, also for the same words. Its length tells no more than about how many."""
        nonce, plain = token_bytes(NONCE_BYTES), _padded(words.encode())
        hidden = _mixed(plain, self._stream(nonce, len(plain)))
        return nonce + hidden + self._proof(nonce + hidden)

    def open_words(self, sealed: bytes) -> str | None:
        """None for what another key sealed."""
        inner, proof = sealed[:-PROOF_BYTES], sealed[-PROOF_BYTES:]
        if not hmac.compare_digest(proof, self._proof(inner)):
            return None
        nonce, hidden = inner[:NONCE_BYTES], inner[NONCE_BYTES:]
        return _unpadded(_mixed(hidden, self._stream(nonce, len(hidden)))).decode()

    def _stream(self, nonce: bytes, length: int) -> bytes:
        """As many bytes of chance as are asked for, the same for the same nonce."""
        blocks = range(-(-length // DIGEST_BYTES))
        return b"".join(self._digest(b"words", nonce + at.to_bytes(4, "big")) for at in blocks)[:length]

    def _proof(self, inner: bytes) -> bytes:
        return self._digest(b"prove", inner)[:PROOF_BYTES]

    def _digest(self, use: bytes, of: bytes) -> bytes:
        return hmac.digest(self._key(), use + b" " + of, "sha256")

    def _key(self) -> bytes:
        with self._making:  # reading and writing have a thread each
            if self._known is None:
                if not self._file.exists():
                    write_whole(self._file, token_bytes(KEY_BYTES))
                self._known = self._file.read_bytes()
            return self._known


def _packed(telegram: int) -> bytes:
    return telegram.to_bytes(NUMBER_BYTES, "big")


def _padded(plain: bytes) -> bytes:
    """A copy of the words must not be found by its length."""
    whole = len(plain).to_bytes(LENGTH_BYTES, "big") + plain
    return whole + bytes(-len(whole) % BLOCK)


def _unpadded(whole: bytes) -> bytes:
    return whole[LENGTH_BYTES:][: int.from_bytes(whole[:LENGTH_BYTES], "big")]


def _mixed(plain: bytes, stream: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(plain, stream, strict=True))

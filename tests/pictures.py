"""Reading a PNG back, as far as tests of pictures need it."""

import struct
import zlib
from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Pixels:
    width: int
    height: int
    rows: list[bytearray]

    def at(self, x: float, y: float) -> Colour:
        start = int(x) * 4
        red, green, blue = self.rows[int(y)][start : start + 3]
        return red, green, blue

    def colours(self, left: int, top: int, right: int, bottom: int) -> set[Colour]:
        return {self.at(x, y) for y in range(top, bottom) for x in range(left, right)}


def read_png(png: bytes) -> Pixels:
    """Eight bits a channel, with alpha, not interlaced: the only kind that is drawn here."""
    width, height = struct.unpack(">II", png[16:24])
    assert png[24:29] == b"\x08\x06\x00\x00\x00"
    raw = zlib.decompress(b"".join(_chunks(png, b"IDAT")))
    above, rows = bytearray(width * 4), []
    for y in range(height):
        start = y * (width * 4 + 1)
        above = _unfiltered(raw[start], raw[start + 1 : start + 1 + width * 4], above)
        rows.append(above)
    return Pixels(width, height, rows)


def _chunks(png: bytes, wanted: bytes) -> list[bytes]:
    found, at = [], 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == wanted:
            found.append(png[at + 8 : at + 8 + size])
        at += size + 12
    return found


def _unfiltered(kind: int, line: bytes, above: bytearray) -> bytearray:
    row = bytearray(line)
    for i, byte in enumerate(line):
        left, corner = (row[i - 4], above[i - 4]) if i >= 4 else (0, 0)
        predicted = (0, left, above[i], (left + above[i]) // 2, _nearest(left, above[i], corner))[kind]
        row[i] = (byte + predicted) & 255
    return row


def _nearest(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda known: abs(guess - known))

"""How many groups of prefix codes a lossless WebP makes (RFC 9649, section 3).

A decoder builds the tables of all groups before the first pixel, up to twenty
kilobytes each, and three hundred kilobytes can ask for 65,536 of them. What tells how
many stands behind the small pictures by which the large one was transformed, so those
are read first.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.publishing.assets.picture_files.pixels import DAMAGED, PictureError

_MOST_SYMBOLS = 300_000
"""The most that is read of the small pictures. The usual encoder stays far below."""

_UNMAPPED = 1_000
"""Up to so many, a decoder makes every group there is a number for."""

_PREDICTOR, _COLOURS, _PALETTE = 0, 1, 3
_PACKED = ((2, 3), (4, 2), (16, 1))
"""With so many colours at most, so many times two pixels become one."""

_GREEN, _OTHER, _DISTANCES = 280, 256, 40
"""How many symbols the codes have: of green and lengths, of the other channels, of
distances."""

_LITERALS = 256
_REPEATED, _FEW_ZEROS, _MANY_ZEROS = 16, 17, 18
_ORDER = (17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
_USUAL = 8
"""The length that is repeated when none went before."""

_DIRECT = 4
_AHEAD = 32
"""How many bytes are taken from the file at once."""


class _Bits:
    """The bits of a file, the lowest of each byte first."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, at
        self._value = self._held = 0
        self.symbols = 0

    def take(self, count: int) -> int:
        """Return the number in the next bits; raises PictureError at the end."""
        if self._held < count:
            self._fill()
            if self._held < count:
                raise PictureError(DAMAGED)
        value = self._value & ((1 << count) - 1)
        self._value >>= count
        self._held -= count
        return value

    def symbol(self, code: _Code) -> int:
        """Return the next symbol of a code."""
        if self._held < code.longest:
            self._fill()
        length, symbol = code.table[self._value & code.mask]
        if self._held < length:
            raise PictureError(DAMAGED)
        self._value >>= length
        self._held -= length
        return symbol

    def _fill(self) -> None:
        ahead = self._data[self._at : self._at + _AHEAD]
        self._at += len(ahead)
        self._value |= int.from_bytes(ahead, "little") << self._held
        self._held += 8 * len(ahead)


@dataclass(frozen=True, slots=True)
class _Code:
    """A prefix code: what the next `longest` bits begin with."""

    longest: int
    table: list[tuple[int, int]]

    @property
    def mask(self) -> int:
        """The bits that are looked at."""
        return len(self.table) - 1


def code_groups(data: bytes, at: int, width: int, height: int) -> int:
    """Return how many groups of prefix codes decoding may make, no fewer than it does.

    `data` is a lossless picture of that size whose transforms begin at `at`. Raises
    PictureError when it is damaged, or divided so finely that counting takes long.
    """
    bits = _Bits(data, at)
    while bits.take(1):
        transform = bits.take(2)
        if transform in (_PREDICTOR, _COLOURS):
            _read(bits, *_divided(width, height, bits.take(3) + 2))
        elif transform == _PALETTE:
            colours = bits.take(8) + 1
            _read(bits, colours, 1)
            packed = next((by for most, by in _PACKED if colours <= most), 0)
            width = -(-width >> packed)
    if bits.take(1):
        bits.take(4)
    if not bits.take(1):
        return 1
    groups = _read(bits, *_divided(width, height, bits.take(3) + 2))
    highest = max(groups)
    return highest + 1 if highest < _UNMAPPED else len(groups)


def _divided(width: int, height: int, by: int) -> tuple[int, int]:
    return -(-width >> by), -(-height >> by)


def _read(bits: _Bits, width: int, height: int) -> set[int]:
    """Read past a small picture; return the values of red and green that it can have.

    What is copied, or taken from the cache of colours, was there before.
    """
    cache = 1 << bits.take(4) if bits.take(1) else 0
    green = _code(bits, _GREEN + cache)
    red, blue, alpha = (_code(bits, _OTHER) for _ in range(3))
    distance = _code(bits, _DISTANCES)
    seen = {0}
    left = width * height
    while left > 0:
        bits.symbols += 1
        if bits.symbols > _MOST_SYMBOLS:
            raise PictureError("its parts are divided too finely")
        symbol = bits.symbol(green)
        if symbol < _LITERALS:
            seen.add(symbol | bits.symbol(red) << 8)
            bits.symbol(blue)
            bits.symbol(alpha)
            left -= 1
        elif symbol < _GREEN:
            left -= _length(bits, symbol - _LITERALS)
            _length(bits, bits.symbol(distance))
        else:
            left -= 1
    return seen


def _length(bits: _Bits, symbol: int) -> int:
    """Return a length, or a distance, that a symbol and the bits behind it tell."""
    if symbol < _DIRECT:
        return symbol + 1
    extra = (symbol - 2) >> 1
    return ((2 + (symbol & 1)) << extra) + bits.take(extra) + 1


def _code(bits: _Bits, size: int) -> _Code:
    """Read a prefix code of an alphabet."""
    if bits.take(1):
        two, wide = bits.take(1), bits.take(1)
        symbols = [bits.take(8 if wide else 1)]
        if two:
            symbols.append(bits.take(8))
        return _coded(dict.fromkeys(symbols, 1))
    written = 4 + bits.take(4)
    lengths = {one: bits.take(3) for one in _ORDER[:written]}
    return _coded(_lengths(bits, _coded(lengths), size))


def _lengths(bits: _Bits, code: _Code, size: int) -> dict[int, int]:
    """Read the length of each symbol's code, written in a code of their own."""
    left = 2 + bits.take(2 + 2 * bits.take(3)) if bits.take(1) else size
    lengths: dict[int, int] = {}
    at, last = 0, _USUAL
    while at < size and left:
        left -= 1
        length = bits.symbol(code)
        if length < _REPEATED:
            lengths[at] = length
            last = length or last
            at += 1
        elif length == _REPEATED:
            number = 3 + bits.take(2)
            lengths.update(dict.fromkeys(range(at, at + number), last))
            at += number
        else:
            at += 3 + bits.take(3) if length == _FEW_ZEROS else 11 + bits.take(7)
    if at > size:
        raise PictureError(DAMAGED)
    return lengths


def _coded(lengths: dict[int, int]) -> _Code:
    """Return the code that has a code word of that length for each symbol.

    A single symbol takes no bits. Raises PictureError unless the lengths make a whole
    code.
    """
    used = sorted((length, one) for one, length in lengths.items() if length)
    if len(used) == 1:
        return _Code(0, [(0, used[0][1])])
    if sum(2.0**-length for length, _ in used) != 1:
        raise PictureError(DAMAGED)
    longest = used[-1][0]
    table = [(0, 0)] * (1 << longest)
    word = before = 0
    for length, symbol in used:
        word <<= length - before
        # The first bit of a word is the lowest of the file.
        first = int(f"{word:0{length}b}"[::-1], 2)
        count = 1 << (longest - length)
        table[first :: 1 << length] = [(length, symbol)] * count
        word, before = word + 1, length
    return _Code(longest, table)

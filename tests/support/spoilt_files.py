"""Files spoilt in the ways that people, editors and transfers spoil them, and in others."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

SCALARS = tuple(
    word.encode("utf-8", "surrogatepass")
    for word in (
        "''", "null", "~", "true", "True", "no", "0", "-1", "-0", "1.5", "0.0", "1e3",
        ".nan", ".inf", "1e400", "010", "0x1F", "9" * 31, "9" * 5000, "0." + "3" * 30,
        "[]", "{}", "[[]]", "[{}]", "{a: 1}", "{en: }", "{en: x, pl: 1}", "{xx: y}",
        "[a, a]", "[1, 2]", "&a x", "*a", "!!int x", "!x y", "<<", "?", "- x", "|", ">",
        "'x", '"x', '"\\0"', '"\\ud83d"', '"\\u202e"', "\u202ex", "p\u0430y", "\ud800",
        "\ufeff", "\x85", "\u2028", "\0", "\t", "\r", "x" * 70, "../x", "con", "index",
        "2026-02-30", "2026-09-15", "0001-01-01", "9999-12-31", "{value: }", "{met: []}",
        "{value: 1, n: 0}", "{count: 0, of: 0}", "{value: {count: 1, of: 0}}",
        "{promoters: 0, passives: 0, detractors: 0}", "{unknown: }", "{unknown: x}",
        "{not_applicable: x}", "{not_measured: true}", "{not_measured: false}",
        "{value: yes, exempt: x}", "{evidence: [{file: x, url: y}]}", "{effort: 1}",
        "{n: 1}", "999999999999999999999999999999", "-999999999999999999999999999999",
    )
)  # fmt: skip


KINDS = {"characters": (0, 6, 7), "lines": (1, 2, 3, 4, 8), "values": (5, 9)}
"""What is spoilt first, and the ways of `mutate` to do so."""


def mutate(
    draw: Callable[[st.SearchStrategy[int]], int], data: bytes, kind: str
) -> bytes:
    """Return the file with one thing of this kind spoilt, and up to three of any."""
    first = draw(st.sampled_from(KINDS[kind]))
    more = draw(st.lists(st.integers(0, 10), max_size=3))
    for way in (first, *more):
        lines = data.split(b"\n")
        here = draw(st.integers(0, len(lines) - 1))
        line = lines[here]
        match way:
            case 0:
                at = draw(st.integers(0, max(0, len(data) - 1)))
                spoilt = bytes([draw(st.integers(0, 255))])
                data = data[:at] + spoilt + data[at + 1 :]
                continue
            case 1:
                del lines[here]
            case 2:
                lines.insert(draw(st.integers(0, len(lines))), line)
            case 3:
                lines[here] = b" " * draw(st.integers(1, 5)) + line
            case 4:
                lines[here] = line[draw(st.integers(1, 4)) :]
            case 5:
                there = draw(st.integers(0, len(lines) - 1))
                key, _, rest = line.partition(b":")
                other, _, others = lines[there].partition(b":")
                lines[here] = other + b":" + rest
                lines[there] = key + b":" + others
            case 6:
                at = draw(st.integers(0, len(data)))
                data = data[:at]
                continue
            case 7:
                sign = b"[]{}:,-?|>&*!%@`'\"#"[draw(st.integers(0, 18)) :][:1]
                at = draw(st.integers(0, len(line)))
                lines[here] = line[:at] + sign + line[at:]
            case 8:
                there = draw(st.integers(0, len(lines) - 1))
                lines[here], lines[there] = lines[there], line
            case _:
                key, colon, _ = line.partition(b":")
                value = SCALARS[draw(st.integers(0, len(SCALARS) - 1))]
                lines[here] = key + (colon or b":") + b" " + value
        data = b"\n".join(lines)
    return data

"""Rows as the lines of a pack's file, in the form in which people write them."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

WIDTH = 88
_PLAIN = re.compile(r"[A-Za-z0-9_#][\w.#() /-]*\Z")
NOTE = "#:"


def scalar(value: Any) -> str:
    """A word as YAML, quoted only where it must be."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if _PLAIN.match(text) and not text.startswith("#") and " #" not in text:
        read = yaml.load(text, Loader=yaml.CSafeLoader)
        if str(read) == text:
            return text
    return json.dumps(text, ensure_ascii=False)


def flow(value: Any) -> str:
    """A list or mapping on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{_key(key)}: {flow(part)}" for key, part in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    return scalar(value)


def _key(key: Any) -> str:
    """A bare yes or no is an answer to whoever reads a pack (pack_conditions.word)."""
    return str(key) if key in ("yes", "no") else scalar(key)


def listed(words: Mapping[str, Any], indent: str = "  ") -> str:
    """One entry of a list: a row of a section, a signature, a block."""
    return _broken(f"{indent}- {flow(words)}", indent + "   ")


def _broken(line: str, indent: str) -> str:
    """The line folded at commas, as long as it does not fit."""
    lines = []
    while len(line) > WIDTH and (cut := _comma(line, len(indent))) > 0:
        lines.append(line[:cut])
        line = indent + line[cut:].lstrip()
    return "\n".join([*lines, line])


def _comma(line: str, after: int) -> int:
    """The end of the last comma that fits and is not inside quotes."""
    quoted, found = False, 0
    for at, letter in enumerate(line):
        if letter == '"' and line[at - 1] != "\\":
            quoted = not quoted
        if letter == "," and not quoted and after < at:
            if at >= WIDTH and found:
                break
            found = at + 1
            if at >= WIDTH:
                break
    return found if line[found:].strip() else 0


def notes(lines: list[str], indent: str = "  ") -> Iterator[str]:
    """Comments that are to be read and then taken out: all begin with "#:"."""
    for line in filter(None, lines):
        yield from textwrap.wrap(
            line,
            WIDTH,
            initial_indent=f"{indent}{NOTE} ",
            subsequent_indent=f"{indent}{NOTE}   ",
            break_on_hyphens=False,
        )

"""From groups of boxes to the rows of a pack, with what the form says as comments."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from harborlight.filings.pack_drafts import guesses
from harborlight.filings.pack_drafts.guesses import TODO
from harborlight.filings.pack_drafts.naming import Names
from harborlight.filings.pack_drafts.sorting import Asked, Group
from harborlight.filings.pack_drafts.tooltips import local
from harborlight.law.pack_rows import ADDRESS

USUAL_UNITS = {"apt": 0, "ste": 1, "flr": 2}
LONGEST_NOTE, LONGEST_CHOICE = 300, 90
_CHOSEN = re.compile(r"\b(?:Select|Check)\s+(?!this|only|one|the box|all)(.+?)(?:\.|$)")
_ANSWERED = re.compile(r"\b(?:Select|Check)\s+(Yes|No)\b")


@dataclass
class Row:
    """The words of one row of the file, and the comments that stand above it."""

    words: dict[str, Any]
    notes: list[str] = field(default_factory=list)


def row_of(group: Group, names: Names) -> Row:
    """The row that a group of boxes proposes."""
    row = _ROWS[group.kind](group, names)
    row.notes += [note for one in group.members for note in _odd(one)]
    return row


def item_of(one: Asked) -> str:
    """The item, or TODO where neither tooltip nor name tell."""
    if guesses.is_attorney_box(one):
        return guesses.ATTORNEY_ITEM
    return one.item or TODO


def _text(group: Group, names: Names) -> Row:
    one = group.first
    words = {"item": item_of(one), "box": names.short(one.box), **guesses.value(one)}
    return Row(words, [_said(one)])


def _tick(group: Group, names: Names) -> Row:
    one = group.first
    when: Any = TODO
    if guesses.is_attorney_box(one) or guesses.PREPARER.search(one.title):
        when = {"known": "attorney.name.family"}
    words = {"item": item_of(one), "tick": names.short(one.box), "when": when}
    return Row(words, [f"{_said(one)} [on: {one.box.on!r}]"])


def _choose(group: Group, names: Names) -> Row:
    number = group.first.number or TODO
    letters = {one.letter for one in group.members}
    item = group.first.item if len(letters) == 1 and group.first.item else number
    keys = _keys(group.members)
    boxes = {
        key: names.short(one.box) for key, one in zip(keys, group.members, strict=True)
    }
    several = re.search("all that apply|all applicable", group.first.box.tooltip, re.I)
    words: dict[str, Any] = {"item": item, "choose": TODO, "boxes": boxes}
    if several:
        words["several"] = True
    notes = [_said(group.first)] + [
        _option(key, one) for key, one in zip(keys, group.members, strict=True)
    ]
    return Row(words, notes)


def _option(key: str, one: Asked) -> str:
    chosen = _chosen(one)
    note = f"{key}: on {one.box.on!r}, says {chosen!r}"
    on, told = _yes_or_no(one.box.on), _yes_or_no(chosen)
    wrong = on and told and on != told
    return note + (" - THEY CONTRADICT: look at the page" if wrong else "")


def _chosen(one: Asked) -> str:
    """What the tooltip says is chosen by this box."""
    answered = _ANSWERED.findall(one.asks)
    if answered:
        return str(answered[-1])
    found = _CHOSEN.search(one.asks)
    return found[1][:LONGEST_CHOICE] if found else one.asks[-LONGEST_CHOICE:]


def _keys(members: list[Asked]) -> list[str]:
    """A word for each box: its on-value where that is a word, else what it says."""
    told = [_key(one) for one in members]
    if len(set(told)) < len(told):
        by_value = [_yes_or_no(one.box.on) or _slug(one.box.on) for one in members]
        if len(set(by_value)) == len(by_value):
            return by_value
        again = Counter(told)
        seen: Counter[str] = Counter()
        for at, key in enumerate(told):
            seen[key] += 1
            told[at] = f"{key}_{seen[key]}" if again[key] > 1 else key
    return told


def _key(one: Asked) -> str:
    unit = one.box.on.strip().lower()
    if unit in USUAL_UNITS:
        return unit
    words = _chosen(one)
    return _yes_or_no(words) or _slug(words) or _slug(one.box.on) or TODO


def _yes_or_no(words: str) -> str:
    word = words.strip().strip(".").lower()
    return {"y": "yes", "yes": "yes", "n": "no", "no": "no"}.get(word, "")


def _slug(words: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
    return "_".join(plain.split("_")[:4])


def _name(group: Group, names: Names) -> Row:
    three = [group.parts[part] for part in ("family", "given", "middle")]
    words: dict[str, Any] = {
        "name": f"{TODO}.name",
        "items": [item_of(one) for one in three],
        "boxes": [names.short(one.box) for one in three],
    }
    if guesses.PREPARER.search(group.first.title):
        words["name"] = "attorney.name"
    return Row(words, [_said(three[0])])


def _address(group: Group, names: Names) -> Row:
    """The address with what differs from the usual names of its parts."""
    street = group.parts["street"]
    has = [part for part in ADDRESS if part in group.parts]
    has = sorted(has, key=lambda part: _lettered(group.parts[part], has.index(part)))
    letters = [group.parts[part].letter for part in has]
    lettered = letters[0] if _run(letters) else ""
    pattern = _pattern(group, names, has, is_lettered=bool(lettered))
    words: dict[str, Any] = {
        "address": TODO,
        "items": street.number or TODO,
        "boxes": pattern,
    }
    if lettered != "a":
        words["letter"] = lettered
    if has != list(ADDRESS):
        words["has"] = has
    words |= _differing(group, names, pattern, has)
    if guesses.PREPARER.search(street.title):
        words["address"] = "attorney.address"
    notes = [_said(street)]
    if not lettered and any(letters):
        notes.append(
            f"letters are out of order: {dict(zip(has, letters, strict=True))}"
        )
    return Row(words, notes)


def _lettered(one: Asked, usual: int) -> tuple[str, int]:
    return one.letter or "", usual


def _run(letters: list[str]) -> bool:
    if not all(letters):
        return False
    return all(ord(b) == ord(a) + 1 for a, b in zip(letters, letters[1:], strict=False))


def _pattern(group: Group, names: Names, has: list[str], *, is_lettered: bool) -> str:
    """What most of the names share, with * for the part and {} for its letter."""
    found: Counter[str] = Counter()
    for part in has:
        one = group.parts[part]
        short = names.short(one.box)
        if not short.endswith(ADDRESS[part]):
            continue
        stem = short.removesuffix(ADDRESS[part])
        if is_lettered and re.search(rf"\d{one.letter}_$", stem):
            stem = re.sub(rf"{one.letter}(?=_$)", "{}", stem)
        found[f"{stem}*"] += 1
    return found.most_common(1)[0][0] if found else f"{TODO}*"


def _differing(
    group: Group, names: Names, pattern: str, has: list[str]
) -> dict[str, Any]:
    """The boxes whose names the pattern does not give."""
    others: dict[str, str] = {}
    units: dict[str, str | int | None] = {}
    for part in has:
        one = group.parts[part]
        usual = pattern.replace("{}", one.letter).replace("*", ADDRESS[part])
        if names.short(one.box) != usual:
            others[part] = names.short(one.box)
    letter = group.parts["unit"].letter if "unit" in group.parts else ""
    stem = pattern.replace("{}", letter).replace("*", "Unit")
    for kind, usual_at in USUAL_UNITS.items():
        if kind in group.units:
            short = _indexed(names.short(group.units[kind].box))
            at = short.removeprefix(stem + "[").removesuffix("]")
            if not at.isdigit():
                units[kind] = short
            elif int(at) != usual_at:
                units[kind] = int(at)
    words: dict[str, Any] = {"names": others} if others else {}
    if "unit" in has and set(group.units) != set(USUAL_UNITS):
        units |= dict.fromkeys(set(USUAL_UNITS) - set(group.units), None)
    return words | ({"units": units} if units else {})


def _indexed(short: str) -> str:
    return short if short.endswith("]") else f"{short}[0]"


def _said(one: Asked) -> str:
    said = one.asks or one.box.tooltip or local(one.box)
    return said if len(said) <= LONGEST_NOTE else f"{said[:LONGEST_NOTE]}..."


def _odd(one: Asked) -> list[str]:
    """What one must know of a box beyond its question."""
    box, marks = one.box, []
    if box.kind != "check":
        marks += [f"at most {box.max_length}"] if box.max_length else []
        marks += ["comb"] if box.comb else []
        marks += ["several lines"] if box.multiline else []
        marks += [f"list of {len(box.options)}"] if box.options else []
    marks += ["READ-ONLY: a repeat, or unlocked by an answer"] if box.read_only else []
    if one.is_guess and one.number and not guesses.is_attorney_box(one):
        marks.append("item guessed from the name")
    return [f"{local(box)}: {', '.join(marks)}"] if marks else []


_ROWS = {
    "text": _text,
    "tick": _tick,
    "choose": _choose,
    "name": _name,
    "address": _address,
}

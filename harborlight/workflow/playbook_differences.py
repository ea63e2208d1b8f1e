"""What one version of a playbook says otherwise than another, item by item.

Each difference has a name of its own ("papers/passport/applicant", "field/payer"), so that
a case can take it over alone: `with_item` puts one into a definition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harborlight.workflow.bases import IDENTITY
from harborlight.workflow.playbook_words import (
    FIELDS,
    LISTS,
    ONES,
    called,
    field_name,
    said,
)

Row = Mapping[str, Any]
ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
FIELD, ORDER = "field", "order"
SINGLE = (
    "name",
    "title",
    "area",
    "filing",
    "payer",
    "billed",
    "sensitive",
    "questions_due_days",
    "receipt_chase_days",
)
# What a playbook means that leaves these words out (playbooks.py).
UNSAID: Row = {
    "need": "required",
    "to": "trust",
    "circumstance": "ordinary",
    "area": "other",
    "optional": False,
    "sensitive": False,
    "reviewed": False,
    "sometimes": False,
    "questions_due_days": 14,
    "receipt_chase_days": 30,
}
TEXTS_OF = {"en": gettext_lazy("English"), "es": gettext_lazy("Spanish")}


@dataclass(frozen=True)
class Line:
    """One thing that is otherwise: what, as it was, as it is ("" for nothing)."""

    what: str
    was: str
    now: str


@dataclass(frozen=True)
class Difference:
    """item: its name; kind: added, removed, changed or moved; of: the list it stands in."""

    item: str
    kind: str
    of: str
    what: str
    place: str = ""
    lines: tuple[Line, ...] = ()


def differences(before: Row, after: Row) -> list[Difference]:
    """Everything that `after` says otherwise than `before`."""
    found = [*_fields(before, after)]
    for name in LISTS:
        old, new = keyed(name, before), keyed(name, after)
        found += _entries(name, old, new)
        if [key for key in old if key in new] != [key for key in new if key in old]:
            what = _("The order of: %(what)s") % {"what": str(LISTS[name]).lower()}
            found.append(Difference(f"{ORDER}/{name}", MOVED, name, what))
    return found


def keyed(name: str, definition: Row) -> dict[str, Row]:
    """The entries of a list by their names, in their order."""
    seen: Counter[str] = Counter()
    found: dict[str, Row] = {}
    for row in definition.get(name, ()):
        words = [str(row.get(word) or "") for word in IDENTITY.get(name, ("id",))]
        key = "/".join((name, *words))
        seen[key] += 1
        # Two people file the same form: the second is told by its number.
        found[key if seen[key] == 1 else f"{key}#{seen[key]}"] = row
    return found


def with_item(definition: Row, newer: Row, item: str) -> dict[str, Any]:
    """The definition, in this one thing as the newer one says it."""
    kind, _slash, name = item.partition("/")
    whole = dict(definition)
    if kind == FIELD:
        if name in newer:
            whole[name] = newer[name]
        else:
            whole.pop(name, None)
    elif kind == ORDER:
        whole[name] = _in_order(keyed(name, definition), [*keyed(name, newer)])
    else:
        rows, new = keyed(kind, definition), keyed(kind, newer)
        if item not in new:
            rows.pop(item, None)
        elif item in rows:
            rows[item] = new[item]
        else:
            rows = _put_in(rows, new, item)
        whole[kind] = [*rows.values()]
    return whole


def _in_order(rows: Mapping[str, Row], wanted: Sequence[str]) -> list[Row]:
    place = {key: n for n, key in enumerate(wanted)}
    return [rows[key] for key in sorted(rows, key=lambda one: place.get(one, 999))]


def _put_in(
    rows: Mapping[str, Row], new: Mapping[str, Row], item: str
) -> dict[str, Row]:
    """Behind the nearest entry before it that is there too; else at the beginning."""
    before = [*new][: [*new].index(item)]
    behind = next((key for key in reversed(before) if key in rows), None)
    found: dict[str, Row] = {} if behind else {item: new[item]}
    for key, row in rows.items():
        found[key] = row
        if key == behind:
            found[item] = new[item]
    return found


def _fields(before: Row, after: Row) -> Iterator[Difference]:
    for name in SINGLE:
        lines = tuple(_lines(name, before.get(name), after.get(name)))
        if lines:
            yield Difference(
                f"{FIELD}/{name}", CHANGED, "", field_name(name), "", lines
            )


def _entries(
    name: str, old: Mapping[str, Row], new: Mapping[str, Row]
) -> Iterator[Difference]:
    place = str(ONES[name])
    for key, row in new.items():
        if key not in old:
            # How a form is called stands above it already.
            lines = () if name == "forms" else tuple(_all_lines(UNSAID, row))
            yield Difference(key, ADDED, name, called(name, row), place, lines)
        elif lines := tuple(_all_lines(old[key], row)):
            yield Difference(key, CHANGED, name, called(name, row), place, lines)
    for key, row in old.items():
        if key not in new:
            yield Difference(key, REMOVED, name, called(name, row), place)


def _all_lines(old: Row, new: Row) -> Iterator[Line]:
    names = [name for name in FIELDS if name in old or name in new]
    others = [name for name in {**old, **new} if name not in FIELDS]
    for name in (*names, *others):
        if name not in ("id", "kind", "who"):
            yield from _lines(name, old.get(name), new.get(name))


def _lines(name: str, was: object, now: object) -> Iterator[Line]:
    # To say what is so anyway is no difference.
    was = UNSAID.get(name) if was is None else was
    now = UNSAID.get(name) if now is None else now
    if _is_texts(was) or _is_texts(now):
        for code, language in TEXTS_OF.items():
            old = was.get(code, "") if isinstance(was, Mapping) else ""
            new = now.get(code, "") if isinstance(now, Mapping) else ""
            if old != new:
                yield Line(f"{field_name(name)} · {language}", str(old), str(new))
    elif said(name, was) != said(name, now):
        yield Line(field_name(name), said(name, was), said(name, now))


def _is_texts(value: object) -> bool:
    return isinstance(value, Mapping) and "en" in value and "es" in value

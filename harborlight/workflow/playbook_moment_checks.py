"""What is wrong with the letters, invoices and reminders of a playbook, and its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import Any

from django.utils.translation import gettext as _

from harborlight.tasks.events import MEMBERS
from harborlight.tasks.models import REVIEWS
from harborlight.workflow.playbook_moments import (
    ABOUTS,
    EXPECTED,
    LETTER_WORDS,
    MOMENTS,
    MOST_STEPS,
    PAYER,
    STEP_KINDS,
    TO_CLIENT,
    WAYS,
)
from harborlight.workflow.playbook_shape import ACCOUNTS, Fault, texts_faults

Row = Mapping[str, Any]
Said = Iterator[tuple[str, str]]
_LONGEST_DAYS = 365


def moment_faults(definition: Row) -> Iterator[Fault]:
    """What is wrong in a definition whose other words are sound."""
    parts = {PAYER, *(one["id"] for one in definition["parts"])}
    for n, row in enumerate(definition.get("letters", ())):
        yield from _at("letters", n, _of_letter(row, parts))
        yield from _words(n, row)
    for n, row in enumerate(definition.get("invoices", ())):
        yield from _at("invoices", n, _of_bill(row))
    for n, row in enumerate(definition.get("reminders", ())):
        yield from _at("reminders", n, _of_reminder(row))
    yield from _moments(definition)
    yield from _without(definition)


def _at(name: str, n: int, several: Said) -> Iterator[Fault]:
    for place, reason in several:
        yield Fault((name, n, place), reason)


def _moments(definition: Row) -> Iterator[Fault]:
    known = {*MOMENTS, *(one["id"] for one in definition["milestones"])}
    for name in ("letters", "invoices"):
        for n, row in enumerate(definition.get(name, ())):
            if row["at"] not in known:
                said = _("“%(moment)s” is no moment that such a case reaches.")
                yield Fault((name, n, "at"), said % {"moment": row["at"]})


def _of_letter(row: Row, parts: set[str]) -> Said:
    if row["to"] not in parts:
        yield "to", _("%(who)s is no party.") % {"who": row["to"]}
    role = row.get("role", "paralegal")
    if role not in {str(one) for one in MEMBERS}:
        yield "role", _("%(who)s is no role of the staff.") % {"who": role}
    if row.get("review") and row["review"] not in REVIEWS:
        yield "review", _("%(who)s reviews nothing.") % {"who": row["review"]}


def _words(n: int, row: Row) -> Iterator[Fault]:
    for language, text in row["text"].items():
        wrong = _named(text) - LETTER_WORDS
        if wrong:
            said = _("A letter can tell {%(known)s}, not {%(names)s}.")
            words = {
                "known": "}, {".join(sorted(LETTER_WORDS)),
                "names": "}, {".join(sorted(wrong)),
            }
            yield Fault(("letters", n, "text", language), said % words)


def _named(text: str) -> set[str]:
    """The names between braces; "" for a brace that names nothing or never ends."""
    try:
        return {name for _t, name, *_r in Formatter().parse(text) if name is not None}
    except ValueError:
        return {""}


def _of_bill(row: Row) -> Said:
    if row["cents"] <= 0:
        yield "cents", _("An invoice names an amount.")
    if row.get("to", "trust") not in ACCOUNTS:
        said = _("“%(what)s” cannot go to “%(to)s”.")
        yield "to", said % {"what": row["id"], "to": row["to"]}


def _of_reminder(row: Row) -> Said:
    if row["about"] not in ABOUTS:
        said = _("Nobody is reminded of “%(what)s”, only of: %(all)s.")
        yield "about", said % {"what": row["about"], "all": ", ".join(ABOUTS)}
    steps = row.get("steps", [])
    if not isinstance(steps, Sequence) or len(steps) > MOST_STEPS:
        yield "steps", _("The steps are a list of at most %(n)s.") % {"n": MOST_STEPS}
        return
    # Before an invoice is due its days are less than 0.
    first = -_LONGEST_DAYS if row["about"] == "invoices" else 0
    wrong = [why for one in steps if (why := _why_no_step(one, first))]
    if wrong:
        yield "steps", wrong[0]
        return
    days = [one["days"] for one in steps]
    if row["about"] == "dates":
        days.reverse()
    if days != sorted(set(days)):
        yield "steps", _("Each step comes on a later day than the one before it.")


def _why_no_step(step: object, first: int) -> str:
    if not isinstance(step, Mapping) or set(step) - {"days", "kind", "ways"}:
        return _("A step says its days, its kind and its ways.")
    days, kind, ways = step.get("days"), step.get("kind"), step.get("ways", [])
    if type(days) is not int or not first <= days <= _LONGEST_DAYS:
        return _("The days of a step are a whole number, up to a year.")
    if kind not in STEP_KINDS:
        said = _("“%(kind)s” is no kind of step, only: %(all)s.")
        return said % {"kind": kind, "all": ", ".join(STEP_KINDS)}
    if not isinstance(ways, list) or any(one not in WAYS for one in ways):
        return _("The ways of a step are among: %(all)s.") % {"all": ", ".join(WAYS)}
    if ways and kind not in TO_CLIENT:
        return _("What goes to the team has no way of a client.")
    return ""


def _without(definition: Row) -> Iterator[Fault]:
    """A reason why there is none stands only where there is none."""
    said_why = definition.get("without", {})
    if not isinstance(said_why, Mapping):
        said = _("Say the name of each list and why it is empty.")
        yield Fault(("without",), said)
        return
    for name, why in said_why.items():
        if name not in EXPECTED:
            said = _("“%(word)s” is no word of a playbook here.") % {"word": name}
            yield Fault(("without", name), said)
            continue
        yield from texts_faults(why, ("without", name))
        if definition.get(name):
            said = _("It says why it has none, and has some.")
            yield Fault(("without", name), said)

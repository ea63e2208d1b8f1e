"""Many numbers at once: each line names a case or its client, and a receipt number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from harborlight.agency.queries import has_number, is_elsewhere
from harborlight.cases.models import Case
from harborlight.cases.queries import cases
from harborlight.firm.actor import Actor
from harborlight.law.agency import case_number, is_usual
from harborlight.law.receipts import NotAReceipt
from harborlight.people.names import folded

MOST = 200
_NUMBER = re.compile(r"[A-Za-z]{1,3}[- ]?[0-9][0-9 -]{5,20}")


@dataclass(frozen=True)
class Line:
    """One line. case: the one it fits; wrong: why it cannot be taken, "" if it can;
    doubt: what to compare before it is."""

    n: int
    text: str
    number: str = ""
    case: Case | None = None
    wrong: str = ""
    doubt: str = ""


def read_lines(actor: Actor, agency: str, text: str) -> list[Line]:
    """What each line means for this actor; nothing is followed yet."""
    found: list[Line] = []
    for n, line in enumerate(text.splitlines()[:MOST], 1):
        if any(char.isdigit() for char in line):
            found.append(_line(actor, agency, n, line.strip(), found))
    return found


def _line(actor: Actor, agency: str, n: int, text: str, before: Sequence[Line]) -> Line:
    who, number = _apart(agency, text)
    if not number:
        return Line(n, text, wrong=_("There is no number of this agency in it."))
    if any(one.number == number for one in before):
        return Line(n, text, number, wrong=_("This number stands above already."))
    fitting = _cases(actor, who)
    if len(fitting) != 1:
        wrong = (
            _("Several cases fit: write the case number.")
            if fitting
            else _("No open case of yours fits: write the case number.")
        )
        return Line(n, text, number, wrong=wrong)
    case = fitting[0]
    if has_number(actor, agency, number) or is_elsewhere(actor, case, number):
        return Line(n, text, number, case, wrong=_("This number is in use already."))
    usual = is_usual(agency, number)
    doubt = "" if usual else _("We know no number of this agency that begins so.")
    return Line(n, text, number, case, doubt=doubt)


def _apart(agency: str, text: str) -> tuple[str, str]:
    """Who a line is about, and its number; "" if it has none."""
    cells = [cell.strip(' "') for cell in re.split(r"[\t,;|]", text)]
    for cell in reversed(cells):
        if plain := _number(agency, cell):
            return " ".join(one for one in cells if one != cell), plain
    for found in reversed([*_NUMBER.finditer(text)]):
        if plain := _number(agency, found[0]):
            return text.replace(found[0], " "), plain
    return text, ""


def _number(agency: str, cell: str) -> str:
    try:
        return case_number(agency, cell)
    except NotAReceipt:
        return ""


def _cases(actor: Actor, who: str) -> list[Case]:
    """The open cases of this number, or with a party of this name; two at most."""
    if not folded(who):
        return []
    exact = cases(actor).filter(number=who.strip())
    return [*exact[:1]] or [*cases(actor, words=who)[:2]]

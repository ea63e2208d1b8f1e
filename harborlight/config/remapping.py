"""Open drafts and a newer edition, from the shell: what would differ, and proposing it.

A draft is never changed here. What differs is told box by box, and written down as a
proposal; an attorney of the case looks at it on its page, and takes it or leaves it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import click

from harborlight.cases.models import Access, Case, Wall
from harborlight.config.cli import login
from harborlight.filings.actions import (
    AlreadySent,
    note_moves_looked_at,
    propose_edition,
)
from harborlight.filings.draft_diff import Difference, Differences
from harborlight.filings.editions_open import open_drafts
from harborlight.filings.foreseeing import CannotMove, foresee
from harborlight.filings.models import FilledForm
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm
from harborlight.firm.tenancy import inside

# Kinds of differences, in the order in which they are told.
_KINDS = ("changed", "moved", "fresh", "gone", "carried")
_WORDS = {
    "changed": "answered otherwise",
    "moved": "in another place",
    "fresh": "asked anew",
    "gone": "asked no more",
    "carried": "typed over, as before",
    "unplaced": "typed over, and without a box now",
}


@dataclass(frozen=True)
class Wish:
    """What was asked for at the shell. reason: "" where nothing is to be proposed."""

    form: str
    was: date
    now: date
    case: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """One draft. refused: why it cannot move; is_sealed: its values are not told here."""

    draft: FilledForm
    told: Differences | None = None
    refused: str = ""
    is_sealed: bool = False
    is_proposed: bool = False


def remapped(operator: Actor, wish: Wish) -> Iterator[Outcome]:
    """Every open draft of the firm that stands on the edition, one after the other."""
    for draft in open_drafts(operator, wish.form, wish.was, wish.case):
        sealed = is_sealed(draft.case)
        try:
            told = foresee(operator, draft, wish.now)
            if wish.reason:
                propose_edition(operator, draft, edition=wish.now, reason=wish.reason)
        except (CannotMove, AlreadySent) as why:
            yield Outcome(draft, refused=str(why), is_sealed=sealed)
            continue
        yield Outcome(draft, told, is_sealed=sealed, is_proposed=bool(wish.reason))


def is_sealed(case: Case) -> bool:
    """Whether not everybody of the firm may open the case: what stands there is read on
    its page, by those who may."""
    walled = Wall.objects.filter(case=case).exists()
    return walled or case.access != Access.FIRM


def told(one: Outcome) -> dict[str, Any]:
    """One draft for a program."""
    draft = one.draft
    said: dict[str, Any] = {
        "case": draft.case.number,
        "form": draft.called,
        "draft": draft.key,
        "edition": draft.edition.isoformat(),
        "proposed": one.is_proposed,
        "sealed": one.is_sealed,
        "refused": one.refused or None,
    }
    if one.told is None:
        return said
    kinds = {
        kind: [_row(row, one.is_sealed) for row in getattr(one.told, kind)]
        for kind in _KINDS
    }
    lost = [
        {"item": row.item, **({} if one.is_sealed else {"says": row.says})}
        for row in one.told.unplaced
    ]
    return {**said, **kinds, "unplaced": lost, "same": one.told.same}


def _row(row: Difference, is_sealed: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"was": row.was or None, "now": row.now or None}
    if not is_sealed:
        said |= {"before": row.before, "after": row.after}
    return {**said, "missing": row.lacks}


def as_lines(one: Outcome) -> Iterator[str]:
    """One draft for a reader."""
    how = "proposed" if one.is_proposed else "not changed, nothing proposed"
    yield f"{one.draft.case.number}  {one.draft.called}: {one.refused or how}"
    if one.told is None:
        return
    for kind in _KINDS:
        for row in getattr(one.told, kind):
            yield f"    {_WORDS[kind]:36}{_said(kind, row, one.is_sealed)}"
    for lost in one.told.unplaced:
        says = "" if one.is_sealed else f": {lost.says!r}"
        yield f"    {_WORDS['unplaced']:36}{lost.item}{says}"
    yield f"    the same in the same place: {one.told.same}"
    if one.is_sealed:
        yield "    Not everybody may open this case: its values stand on its page alone."


def _said(kind: str, row: Difference, is_sealed: bool) -> str:
    where = row.now or row.was
    if kind == "moved":
        where = f"{row.was} -> {row.now}"
    if is_sealed:
        return where
    if kind == "changed":
        return f"{where}: {row.before!r} -> {row.after!r}"
    text = row.before if kind == "gone" else row.after
    if kind == "fresh" and row.lacks:
        return f"{where}: its answer is missing"
    return f"{where}: {text!r}" if text else where


def tell(wish: Wish, firm_name: str | None, *, as_json: bool) -> bool:
    """Go through the firms and print what came of it; whether every draft can move."""
    rows, is_fine = [], True
    for firm in _firms(firm_name):
        with inside(firm):
            operator = Actor.operator(firm, login())
            found = [*remapped(operator, wish)]
            if found and not wish.reason:
                note_moves_looked_at(
                    operator, firm, form=wish.form, edition=wish.now, drafts=len(found)
                )
        for one in found:
            is_fine = is_fine and not one.refused
            rows.append({"firm": firm.name, **told(one)})
            if not as_json:
                click.echo("\n".join(as_lines(one)))
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not rows:
        click.echo("No open draft stands on this edition.")
    return is_fine


def _firms(name: str | None) -> list[Firm]:
    firms = [*Firm.objects.order_by("founded_at", "pk")]
    found = [firm for firm in firms if name in (None, firm.name, str(firm.pk))]
    if name is not None and not found:
        raise click.ClickException(f"There is no firm {name!r}.")
    return found

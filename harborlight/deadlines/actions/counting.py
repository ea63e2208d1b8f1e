"""A deadline that a rule of the law counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from harborlight.cases.models import Case
from harborlight.deadlines import events
from harborlight.deadlines.actions.helping import check_open, said
from harborlight.deadlines.counted import Outcome, inner_day, outcome, title_of
from harborlight.deadlines.ladder import first_day
from harborlight.deadlines.models import Basis, Deadline, Kind
from harborlight.deadlines.queries import buffer_of, closures_of
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import User
from harborlight.law.deadlines.reading import get_rule
from harborlight.law.deadlines.types import NotCounted


def count_deadline(
    actor: Actor,
    case: Case,
    *,
    rule: str,
    texts: Mapping[str, str],
    named: str = "",
    source: str = "",
    paper_id: UUID | None = None,
    read_off: Collection[str] = (),
    owner: User | None = None,
) -> Deadline:
    """Put a day into the calendar that rule `rule` counts from `texts` of its inputs.

    named: which of its days, where it has several ("": its last). source: where a person
    knows them from; read_off: inputs as a notice says them, paper_id its version. Raises
    NotCounted.
    """
    with acting(actor, events.COUNTED, case) as event:
        found = outcome(rule, texts, closures_of(actor, get_rule(rule).office))
        title = title_of(found.rule, named)
        deadline = Deadline(
            firm=actor.firm,
            case=case,
            kind=Kind.COUNTED,
            title=title["en"],
            texts={"title": title},
            owner=owner,
            **_days(actor, found, named),
        )
        basis = Basis(firm=actor.firm, case=case, deadline=deadline, rule=found.rule.id)
        _note(basis, found, named=named, said=_said(texts, read_off))
        basis.source, basis.paper_id = source, paper_id
        deadline.because = basis.citation
        deadline.save(force_insert=True)
        basis.save(force_insert=True)
        event.made(deadline)
        event.note(basis)
        event.say(title=title, due=deadline.due_on.isoformat())
    return deadline


def recount_deadline(
    actor: Actor,
    deadline: Deadline,
    *,
    texts: Mapping[str, str],
    source: str,
    read_off: Collection[str] = (),
) -> None:
    """Count a deadline anew, as what it was counted from was wrong, or more is known."""
    with acting(actor, events.RECOUNTED, deadline) as event:
        check_open(deadline)
        basis, was = deadline.basis, deadline.due_on
        _count_again(actor, deadline, basis, said=_said(texts, read_off))
        basis.source = source
        basis.save()
        # What somebody was to decide is decided by this.
        deadline.shifts.filter(answer="").delete()
        event.note(basis)
        event.say(
            title=said(deadline), was=was.isoformat(), due=deadline.due_on.isoformat()
        )


def _count_again(
    actor: Actor, deadline: Deadline, basis: Basis, *, said: dict[str, Any]
) -> None:
    """The deadline is saved, and the basis not yet."""
    texts = {name: one["text"] for name, one in said.items()}
    closures = closures_of(actor, get_rule(basis.rule).office)
    found = outcome(basis.rule, texts, closures)
    _note(basis, found, named=basis.named, said=said)
    for name, value in _days(actor, found, basis.named).items():
        setattr(deadline, name, value)
    deadline.because = basis.citation
    deadline.save(update_fields=["due_on", "inner_on", "warn_on", "because"])


def _said(texts: Mapping[str, str], read_off: Collection[str]) -> dict[str, Any]:
    return {
        name: {"text": text, "from": "notice" if name in read_off else "hand"}
        for name, text in texts.items()
    }


def _days(actor: Actor, found: Outcome, named: str) -> dict[str, date | None]:
    """The day itself, the one to which the firm works, and when people are warned."""
    day = found.day(named)
    if day is None:
        raise NotCounted(f"{found.rule.id} counts no day {named}.")
    last = found.four.firm if found.four and not named else day
    closures = closures_of(actor, found.rule.office)
    aim = min(day, inner_day(last, buffer_of(actor, found.rule.id), closures))
    inner = aim if aim < day else None
    return {"due_on": day, "inner_on": inner, "warn_on": first_day(aim)}


def _note(basis: Basis, found: Outcome, *, named: str, said: dict[str, Any]) -> None:
    basis.version, basis.named, basis.said = found.version, named, said
    four = None if named else found.four
    basis.legal_raw = four.raw if four else None
    basis.legal_last = four.last if four else None
    basis.firm_last = four.firm if four else None
    basis.printed = four.printed if four else None
    basis.trace, basis.findings = dict(found.trace), [*found.findings]
    basis.reviewed, basis.book, basis.counted_at = found.reviewed, found.book, now()
    basis.uncounted, basis.uncounted_since = "", None

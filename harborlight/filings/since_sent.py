"""What was answered otherwise after the forms went to the government."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from harborlight.cases.models import Case
from harborlight.facts.versions import version
from harborlight.filings.models import Filing, FilledForm
from harborlight.filings.spots import Spot, changes
from harborlight.firm.actor import Actor


@dataclass(frozen=True)
class Changed:
    """One answer that changed, and the forms that were sent with the old one."""

    spot: Spot
    forms: Sequence[str]


@dataclass(frozen=True)
class WentOut:
    """The day on which the forms of a case went out, as its client reads it.

    is_changed: whether an answer that the client sees differs from what was sent, and
    nobody of the team has looked at it yet.
    """

    on: date
    is_changed: bool


def sent_forms(actor: Actor, filings: Iterable[Filing]) -> list[FilledForm]:
    """The forms as they went out, of those of these filings that did."""
    states = (*Filing.ON_ITS_WAY, Filing.State.ACCEPTED)
    gone = [one.pk for one in filings if one.state in states]
    if not gone:
        return []
    rows = FilledForm.objects.visible_to(actor).filter(
        needed__filing__in=gone, state=FilledForm.State.APPROVED
    )
    return [*rows.select_related("needed__filing").order_by("needed__position", "pk")]


def changed_since_sent(actor: Actor, filing: Filing) -> list[Changed]:
    """What nobody has looked at yet, each answer once."""
    forms = sent_forms(actor, [filing])
    found = changes(actor, filing.case, forms)
    return several_once((one.called, found[one.pk]) for one in forms)


def several_once(rows: Iterable[tuple[str, Sequence[Spot]]]) -> list[Changed]:
    """Each answer once, with every form it stands on."""
    spots: dict[tuple[UUID | None, str, UUID | None], Spot] = {}
    forms: dict[tuple[UUID | None, str, UUID | None], dict[str, None]] = {}
    for form, changed in rows:
        for spot in changed:
            place = (spot.subject, spot.name, spot.entry)
            spots.setdefault(place, spot)
            forms.setdefault(place, {})[form] = None
    return [Changed(spots[place], [*forms[place]]) for place in spots]


def word_for(case: Case, changed: Sequence[Changed]) -> str:
    """What a page is made with, to see whether still the same answers have changed."""
    said = sorted(
        f"{one.spot.subject} {one.spot.name} {one.spot.entry} {one.spot.now}"
        for one in changed
    )
    return version(case.pk, "since sent", None, "|".join(said))


def went_out(actor: Actor, case: Case, filings: Sequence[Filing]) -> WentOut | None:
    """What a client is told of it; None where nothing went out.

    Which forms went out is the firm's to know; of the answers they see their own.
    """
    days = [one.sent_on for one in filings if one.sent_on]
    if not days:
        return None
    found = changes(actor, case, sent_forms(Actor.clock(actor.firm), filings))
    return WentOut(max(days), any(found.values()))


def forms_changed(
    actor: Actor, case: Case, filings: Iterable[Filing]
) -> Mapping[UUID, list[FilledForm]]:
    """By the filing: its forms of which an answer differs from what was sent."""
    forms = sent_forms(actor, filings)
    found = changes(actor, case, forms)
    by_filing: dict[UUID, list[FilledForm]] = {}
    for one in forms:
        if found[one.pk]:
            by_filing.setdefault(one.needed.filing_id, []).append(one)
    return by_filing

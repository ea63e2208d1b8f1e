"""A case takes over what a newer version of its playbook says, one difference at a time.

What it takes is done at once: a paper is asked for, a form planned. What was sent, filed
or reached already is never touched. The playbook that the case keeps then is one of its
own, below zero, until it has all of the newer one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from harborlight.cases.actions import change_sensitivity
from harborlight.cases.models import Case, Milestone, Party
from harborlight.documents.actions import (
    NoLongerAsked,
    reword_request,
    withdraw_request,
)
from harborlight.documents.models import Document, Request
from harborlight.filings.actions import drop_form, need_form, need_form_with
from harborlight.filings.models import Filing, NeededForm
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import next_number
from harborlight.workflow import events
from harborlight.workflow.actions.following import _ask_for
from harborlight.workflow.models import Playbook, PlaybookChoice
from harborlight.workflow.offers import Offer, offer_of
from harborlight.workflow.playbook_checks import faults
from harborlight.workflow.playbook_differences import (
    ADDED,
    REMOVED,
    Difference,
    differences,
    keyed,
    with_item,
)
from harborlight.workflow.playbooks import Paper

Row = Mapping[str, Any]
Decision = PlaybookChoice.Decision


class NotOffered(Exception):
    """This difference is not open: it was decided, or a newer version came."""


class CannotTake(Exception):
    """The case has gone on too far for it, or something else must be taken first."""


def take_over(actor: Actor, case: Case, *, version: int, item: str) -> None:
    """Let the case follow the newer version in this one thing, and do what it asks.

    Raises NotOffered, or CannotTake with the reason.
    """
    with acting(actor, events.COURSE_TAKEN, case) as event:
        offer, change = _open(actor, case, version, item)
        mixed = with_item(offer.definition, offer.newest.definition, item)
        _must_be_sound(mixed)
        _do(actor, case, offer, change)
        case.kind_version = _kept(actor, case, offer, mixed)
        case.save(update_fields=["kind_version"])
        event.note(_choose(actor, case, version, item, Decision.TAKEN))
        event.say(version=version, what=change.what)


def leave_as_is(actor: Actor, case: Case, *, version: int, item: str) -> None:
    """Leave the case in this one thing as it is, whatever this newer version says."""
    with acting(actor, events.COURSE_DECLINED, case) as event:
        _offer, change = _open(actor, case, version, item)
        event.note(_choose(actor, case, version, item, Decision.DECLINED))
        event.say(version=version, what=change.what)


def _open(
    actor: Actor, case: Case, version: int, item: str
) -> tuple[Offer, Difference]:
    """The offer, with the case held: of two who decide at once the second is told."""
    held = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    case.kind_version, case.stage = held.kind_version, held.stage
    offer = offer_of(actor, case)
    change = offer.item(item) if offer and offer.newest.version == version else None
    if offer is None or change is None:
        raise NotOffered(_("This was decided meanwhile, or a newer version came."))
    if held.closed_on:
        raise CannotTake(_("The case is closed. Open it again first."))
    return offer, change


def _choose(
    actor: Actor, case: Case, version: int, item: str, decision: str
) -> PlaybookChoice:
    said = {"decision": decision, "decided_by_id": actor.user_id, "decided_at": now()}
    row, _new = PlaybookChoice.objects.update_or_create(
        firm=actor.firm, case=case, version=version, item=item, defaults=said
    )
    return row


def _must_be_sound(mixed: Row) -> None:
    wrong = faults(mixed)
    if wrong:
        said = _("Something else must be taken over first: %(why)s")
        raise CannotTake(said % {"why": wrong[0].reason})


def _kept(actor: Actor, case: Case, offer: Offer, mixed: Row) -> int:
    """The version that the case follows from now on: the newest, once it has all of it."""
    if not differences(mixed, offer.newest.definition):
        return offer.newest.version
    number = next_number(actor.firm, f"playbooks of cases {case.kind}"[:60])
    row = Playbook.objects.create(
        firm=actor.firm,
        key=case.kind,
        version=-number,
        definition=dict(mixed),
        made_at=now(),
        made_by_id=actor.user_id,
    )
    return row.version


def _do(actor: Actor, case: Case, offer: Offer, change: Difference) -> None:
    """What follows in the case at once; of words alone nothing more."""
    did = _DEEDS.get(change.of or change.item)
    if did is not None:
        old = keyed(change.of, offer.definition).get(change.item) if change.of else None
        new = (
            keyed(change.of, offer.newest.definition).get(change.item)
            if change.of
            else None
        )
        did(actor, case, change, old, new)


def _paper(
    actor: Actor, case: Case, change: Difference, old: Row | None, new: Row | None
) -> None:
    row = new or old
    if row is None:  # only their order
        return
    people = [p.person for p in _parties(case, row["who"])]
    paper = Paper(**row)
    for person in people:
        rows = Request.objects.filter(case=case, person=person, kind=paper.kind)
        asked = rows.filter(withdrawn_at=None).order_by("position").first()
        if change.kind == REMOVED:
            # What came for it stays, and so does that it was asked for.
            if asked and not Document.objects.filter(request=asked).exists():
                withdraw_request(actor, asked)
        elif asked is None:
            if change.kind == ADDED:
                _ask_for(actor, case, paper, person, today(actor.firm.time_zone))
        elif change.kind != ADDED:
            _reword(actor, case, asked, paper)


def _reword(actor: Actor, case: Case, asked: Request, paper: Paper) -> None:
    """In the new words, if nothing came for it yet; no day that is over is named."""
    due = asked.due_on
    if paper.due_days:
        counted = case.opened_on + timedelta(days=paper.due_days)
        due = counted if counted >= today(actor.firm.time_zone) else asked.due_on
    try:
        reword_request(
            actor,
            asked,
            title=dict(paper.title),
            purpose=dict(paper.purpose),
            advice=dict(paper.advice),
            example=dict(paper.example),
            ladder=paper.ladder,
            need=paper.need,
            applies_when=dict(paper.when) if paper.when else None,
            due_on=due,
        )
    except NoLongerAsked:
        return


def _form(
    actor: Actor, case: Case, change: Difference, old: Row | None, new: Row | None
) -> None:
    row = new or old
    filings = Filing.objects.filter(case=case, sent_on=None).order_by("planned_at")
    filing = filings.first()
    if row is None:
        return
    if filing is None:
        raise CannotTake(_("The filing was sent: its forms stay as they are."))
    form, client, goes_with = row["form"], row.get("client", ""), row.get("for", "")
    there = NeededForm.objects.filter(
        filing=filing, form=form, client=client, concerns=goes_with, pays=None
    ).first()
    if change.kind == REMOVED:
        if there is not None:
            drop_form(actor, there)
    elif there is None and goes_with:
        need_form_with(actor, filing, form=form, client=client, concerns=goes_with)
    elif there is None:
        need_form(actor, filing, form=form, client=client)


def _stage(
    actor: Actor, case: Case, change: Difference, old: Row | None, new: Row | None
) -> None:
    if change.kind == REMOVED and old and old["id"] == case.stage:
        raise CannotTake(_("The case stands in this stage. Move it on first."))


def _milestone(
    actor: Actor, case: Case, change: Difference, old: Row | None, new: Row | None
) -> None:
    reached = Milestone.objects.filter(case=case, kind=old["id"]) if old else None
    if change.kind == REMOVED and reached is not None and reached.exists():
        raise CannotTake(_("The case has reached it: the client reads it."))


def _part(
    actor: Actor, case: Case, change: Difference, old: Row | None, new: Row | None
) -> None:
    if change.kind == REMOVED and old and _parties(case, old["id"]):
        raise CannotTake(_("Somebody has this part in the case."))
    if change.kind == ADDED and new and not new.get("optional"):
        raise CannotTake(_("Only a part that a case can be without joins later."))


def _sensitive(
    actor: Actor, case: Case, change: Difference, old: Row | None, new: Row | None
) -> None:
    if not case.is_sensitive:
        change_sensitivity(actor, case, is_sensitive=True)


def _parties(case: Case, part: str) -> list[Party]:
    return [*Party.objects.filter(case=case, part=part).select_related("person")]


_DEEDS: Mapping[str, Callable[..., None]] = {
    "papers": _paper,
    "forms": _form,
    "stages": _stage,
    "milestones": _milestone,
    "parts": _part,
    "field/sensitive": _sensitive,
}

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from harborlight.cases.models import Case, Party
from harborlight.documents.actions import withdraw_request
from harborlight.facts.queries import case_facts, of_attorney, of_firm
from harborlight.filings import events
from harborlight.filings.composing import Made
from harborlight.filings.edition_words import pack_chosen, pack_to_fill, refused
from harborlight.filings.found_on import findings_of
from harborlight.filings.house_details import printed_of_house
from harborlight.filings.models import (
    CHASE_DAYS,
    Filing,
    FilledBoxes,
    FilledForm,
    NeededForm,
    Signing,
    TypedOver,
)
from harborlight.filings.queries import CURRENT
from harborlight.filings.readying import Ready, made_ready
from harborlight.filings.signed_pages import signed_in_ink
from harborlight.filings.typed_over import as_kept
from harborlight.filings.written import plain_boxes
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.queries import credentials_of
from harborlight.firm.vault.stored import keep_bytes
from harborlight.law.packs import Pack, TwoEditions, pack_of_edition

# A form, the party it is about or "", and the form that it goes with, where one does.
Planned = tuple[str, str] | tuple[str, str, str]


class AlreadySent(Exception):
    """A filing goes out once; its forms stay as they went."""


def plan_filing(
    actor: Actor,
    case: Case,
    *,
    name: str,
    forms: Sequence[Planned],
    chase_days: int = CHASE_DAYS,
) -> Filing:
    """Say what will be filed: the forms, each with the party it is about, if it asks,
    and the form that it goes with, where it is filed once for each of several.

    chase_days: how long after it was sent the firm asks after a receipt.
    """
    with acting(actor, events.PLANNED, case) as event:
        filing = Filing.objects.create(
            firm=actor.firm,
            case=case,
            name=name,
            planned_at=now(),
            chase_days=chase_days,
        )
        event.made(filing)
        for position, (form, client, *concerns) in enumerate(forms):
            NeededForm.objects.create(
                firm=actor.firm,
                case=case,
                filing=filing,
                form=form,
                client=client,
                concerns=concerns[0] if concerns else "",
                position=position,
            )
        event.say(name=name, forms=[form for form, *_ in forms])
    return filing


def fill_forms(actor: Actor, filing: Filing) -> list[FilledForm]:
    """Fill every form of the filing from what is known now; one event a form.

    Raises NoBlank, NoEdition or AlreadySent before anything is changed.
    """
    needed = NeededForm.objects.filter(filing=filing).select_related("pays")
    return _fill(actor, filing, [*needed.order_by("position", "pk")])


def fill_form(
    actor: Actor, needed: NeededForm, *, edition: date | None = None
) -> FilledForm:
    """Fill one form of the filing, as `fill_forms` does.

    edition: where somebody chose one; else the one that is taken, or of several that are
    the one on which it stands.
    """
    return _fill(actor, needed.filing, [needed], edition)[0]


def fill_as_seen(
    actor: Actor, needed: NeededForm, *, seen: FilledForm | None
) -> FilledForm | None:
    """The same where the form still stands as it was seen, and nobody touches it meanwhile.

    seen: as it stands filled (Standing.filled). None where somebody was quicker: they filled it, or
    approved it. Nothing is changed then.
    """
    with transaction.atomic():
        rows = FilledForm.objects.filter(needed=needed, state__in=CURRENT)
        there = rows.select_for_update(of=("self",)).order_by("-number").first()
        as_it_was = (seen.pk, seen.state) if seen else None
        if ((there.pk, there.state) if there else None) != as_it_was:
            return None
        return fill_form(actor, needed)


def _fill(
    actor: Actor,
    filing: Filing,
    needed: Iterable[NeededForm],
    edition: date | None = None,
) -> list[FilledForm]:
    if filing.state != Filing.State.PREPARING:
        raise AlreadySent(_("This filing was sent. Its forms stay as they went out."))
    # What is answered from this moment on may not stand on the form.
    moment, day = now(), today(actor.firm.time_zone)
    facts = facts_for(actor, filing.case)
    made = [made_ready(one, _pack(one, day, edition), facts, day) for one in needed]
    return [_keep(actor, one, moment, facts) for one in made]


def facts_for(
    actor: Actor, case: Case, rows: Sequence[Party] | None = None
) -> dict[str, Any]:
    """Everything that the packs may ask: of the parties, the case, the attorney, the firm.

    rows: the parties, where the caller has them already.
    """
    attorney = credentials_of(actor, case.lead_id) if case.lead_id else None
    return {
        **case_facts(actor, case, rows),
        "attorney": of_attorney(actor, attorney, actor.firm),
        "firm": of_firm(actor, actor.firm),
    }


def _pack(needed: NeededForm, day: date, edition: date | None) -> Pack:
    if edition is not None:
        return pack_chosen(needed.form, edition, on=day)
    try:
        return pack_to_fill(needed.form, on=day)
    except TwoEditions:
        # Somebody chose one of them before.
        newest = FilledForm.objects.filter(needed=needed).order_by("-number").first()
        if newest is None or refused(newest.form, newest.edition, on=day):
            raise
        return pack_of_edition(newest.form, newest.edition)


def _keep(
    actor: Actor, ready: Ready, moment: datetime, facts: dict[str, Any]
) -> FilledForm:
    needed, pack, made = ready.needed, ready.pack, ready.made
    with acting(actor, events.FILLED, needed) as event:
        _still_preparing(needed.filing_id)
        # The needed form's row is held: two people filling at once get two numbers.
        NeededForm.objects.select_for_update().get(pk=needed.pk)
        earlier = FilledForm.objects.filter(needed=needed)
        _ask_no_longer(actor, needed)
        earlier.exclude(state=FilledForm.State.REPLACED).update(
            state=FilledForm.State.REPLACED
        )
        _carry(ready, moment)
        filled = FilledForm.objects.create(
            firm=actor.firm,
            case_id=needed.case_id,
            needed=needed,
            number=earlier.count() + 1,
            form=pack.form,
            concerns=needed.concerns,
            edition=pack.edition,
            blank_sha256=pack.blanks[0],
            file=keep_bytes(actor.firm, needed.case_id, made.pdf),
            pages=made.pages,
            signers=_signers(needed, made),
            spared=sorted({one.spared for one in made.composed.spared}),
            **findings_of(made, pack, facts, ready.typed),
            house=printed_of_house(pack, needed.client, made.composed, facts),
            prepared_at=moment,
            prepared_by_id=actor.user_id,
        )
        _keep_boxes(filled, ready)
        event.made(filled)
        event.say(
            form=needed.called, missing=len(filled.missing), sha256=filled.file.sha256
        )
    return filled


def _still_preparing(filing: UUID) -> None:
    """Nobody fills what somebody records as sent at the same moment: its row is held."""
    row = Filing.objects.select_for_update().get(pk=filing)
    if row.state != Filing.State.PREPARING:
        raise AlreadySent(_("This filing was sent. Its forms stay as they went out."))


def _carry(ready: Ready, moment: datetime) -> None:
    """What was typed over on another edition counts on this one from now on, and what
    the answers say by themselves needs nobody's hand any more."""
    settled = [one.row.pk for one in ready.settled]
    TypedOver.objects.filter(pk__in=settled).update(lifted_at=moment)
    for one in ready.typed:
        if one.is_carried:
            old = one.row
            TypedOver.objects.filter(pk=old.pk).update(lifted_at=moment)
            TypedOver.objects.create(
                firm_id=old.firm_id,
                case_id=old.case_id,
                needed=ready.needed,
                edition=ready.pack.edition,
                box=one.box,
                item=one.item,
                value=old.value,
                ticked=old.ticked,
                reason=old.reason,
                instead=old.instead,
                typed_by=old.typed_by,
                typed_at=old.typed_at,
            )


def _keep_boxes(filled: FilledForm, ready: Ready) -> None:
    """What stands on it, and what it rests on, for whoever checks it."""
    made = ready.made
    FilledBoxes.objects.create(
        firm_id=filled.firm_id,
        case_id=filled.case_id,
        filled=filled,
        boxes=plain_boxes(made.composed, as_kept(ready.typed, made.by_rule)),
    )


def _ask_no_longer(actor: Actor, needed: NeededForm) -> None:
    """Nobody should sign the pages of a form that another one replaces."""
    asked = [
        *Signing.objects.filter(filled__needed=needed).select_related("request"),
    ]
    signed = signed_in_ink(actor, asked)
    for one in asked:
        if one.pk not in signed and one.request.withdrawn_at is None:
            withdraw_request(actor, one.request)


def _signers(needed: NeededForm, made: Made) -> list[str]:
    """The parts of the parties who sign, whether somebody on the case has that part or
    not yet: attorneys sign at their own desk."""
    wanted = {
        needed.client if signature.party == "client" else signature.party
        for signature in made.composed.signatures
    }
    return sorted(wanted - {"attorney"})

"""An open draft goes from one edition of its form to another."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from harborlight.filings import events
from harborlight.filings.actions.filling import AlreadySent, fill_form
from harborlight.filings.models import EditionProposal, Filing, FilledForm
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Firm


def move_to_edition(actor: Actor, filled: FilledForm, *, edition: date) -> FilledForm:
    """Fill an open draft anew on another edition; it must be approved and signed anew.

    What was typed over goes along where a box means the same. Raises NoEdition where
    that edition is not taken today, AlreadySent, or NoBlank.
    """
    with transaction.atomic():
        needed = filled.needed
        with acting(actor, events.REMAPPED, needed) as event:
            _must_be_open(filled)
            event.say(**_said(filled, edition))
        return fill_form(actor, needed, edition=edition)


def propose_edition(
    actor: Actor, filled: FilledForm, *, edition: date, reason: str
) -> EditionProposal:
    """Ask the attorneys of the case to move an open draft; the draft stays as it is.

    What was proposed before and nobody answered is proposed no more. Raises AlreadySent.
    """
    with acting(actor, events.MOVE_PROPOSED, filled) as event:
        _must_be_open(filled)
        earlier = EditionProposal.objects.filter(filled=filled, answered_at=None)
        earlier.update(answered_at=now())
        made = EditionProposal.objects.create(
            firm=actor.firm,
            case_id=filled.case_id,
            filled=filled,
            edition=edition,
            reason=reason,
            proposed_by=actor.name[:80],
            proposed_at=now(),
        )
        event.made(made)
        event.say(**_said(filled, edition), reason=reason)
    return made


def note_moves_looked_at(
    actor: Actor, firm: Firm, *, form: str, edition: date, drafts: int
) -> None:
    """What stands on drafts was read at the server, and nothing was proposed."""
    with acting(actor, events.MOVES_LOOKED_AT, firm) as event:
        event.say(form=form, now=f"{edition:%m/%d/%y}", drafts=drafts)


def take_edition(actor: Actor, proposal: EditionProposal) -> FilledForm:
    """The attorney looked at what differs: the draft moves, as `move_to_edition` does it."""
    with acting(actor, events.MOVE_TAKEN, proposal) as event:
        _answer(actor, proposal, is_taken=True)
        event.say(**_said(proposal.filled, proposal.edition))
        return move_to_edition(actor, proposal.filled, edition=proposal.edition)


def decline_edition(actor: Actor, proposal: EditionProposal) -> None:
    """The draft stays on its edition. Raises AlreadySent where it is open no more."""
    with acting(actor, events.MOVE_DECLINED, proposal) as event:
        _answer(actor, proposal, is_taken=False)
        event.say(**_said(proposal.filled, proposal.edition))


def _answer(actor: Actor, proposal: EditionProposal, *, is_taken: bool) -> None:
    """Its row is held: two attorneys answer once."""
    held = EditionProposal.objects.select_for_update().get(pk=proposal.pk)
    if held.answered_at is not None:
        raise AlreadySent(_("Somebody answered this proposal already."))
    proposal.answered_at, proposal.answered_by_id = now(), actor.user_id
    proposal.is_taken = is_taken
    proposal.save(update_fields=["answered_at", "answered_by", "is_taken"])


def _must_be_open(filled: FilledForm) -> None:
    newest = FilledForm.objects.filter(needed=filled.needed_id).order_by("-number")
    is_open = filled.needed.filing.state == Filing.State.PREPARING
    if not is_open or newest[0].pk != filled.pk:
        raise AlreadySent(
            _("This draft is not open any more. Look at how it stands now.")
        )


def _said(filled: FilledForm, edition: date) -> dict[str, str]:
    was, then = f"{filled.edition:%m/%d/%y}", f"{edition:%m/%d/%y}"
    return {"form": filled.needed.called, "was": was, "now": then}

"""What would differ if an open draft moved to another edition: nothing is changed."""

from __future__ import annotations

from datetime import date

from harborlight.filings.actions.filling import facts_for
from harborlight.filings.draft_diff import Differences, foreseen
from harborlight.filings.edition_words import pack_chosen
from harborlight.filings.models import FilledForm
from harborlight.filings.readying import made_ready
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today


def foresee(actor: Actor, draft: FilledForm, edition: date) -> Differences:
    """Box by box, from what is known of the case now.

    Raises NoEdition where that edition is not taken today or is not known, and NoBlank.
    """
    day = today(actor.firm.time_zone)
    pack = pack_chosen(draft.form, edition, on=day)
    facts = facts_for(actor, draft.needed.filing.case)
    return foreseen(actor, draft, made_ready(draft.needed, pack, facts, day))

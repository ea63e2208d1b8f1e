"""What would differ if an open draft moved to another edition: nothing is changed."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from harborlight.filings.actions.filling import facts_for
from harborlight.filings.draft_diff import Differences, foreseen
from harborlight.filings.edition_words import pack_chosen
from harborlight.filings.library import NoBlank
from harborlight.filings.models import FilledForm
from harborlight.filings.readying import made_ready
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.law.packs import NoEdition


class CannotMove(Exception):
    """The draft cannot stand on that edition; the sentence says why."""


def foresee(actor: Actor, draft: FilledForm, edition: date) -> Differences:
    """Box by box, from what is known of the case now.

    Raises CannotMove where that edition is not taken today, or its blank is not here.
    """
    day = today(actor.firm.time_zone)
    try:
        pack = pack_chosen(draft.form, edition, on=day)
        facts = facts_for(actor, draft.needed.filing.case)
        ready = made_ready(draft.needed, pack, facts, day)
    except (NoEdition, NoBlank) as why:
        raise CannotMove(str(why)) from why
    try:
        return foreseen(actor, draft, ready)
    except NoEdition as why:
        raise CannotMove(
            _("Nobody here knows the boxes of the edition on which this draft stands.")
        ) from why

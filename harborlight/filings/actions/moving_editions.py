"""An open draft goes from one edition of its form to another."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from harborlight.filings import events
from harborlight.filings.actions.filling import AlreadySent, fill_form
from harborlight.filings.models import Filing, FilledForm
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor


def move_to_edition(actor: Actor, filled: FilledForm, *, edition: date) -> FilledForm:
    """Fill an open draft anew on another edition; it must be approved and signed anew.

    What was typed over goes along where a box means the same. Raises NoEdition where
    that edition is not taken today, AlreadySent, or NoBlank.
    """
    with transaction.atomic():
        needed = filled.needed
        was, now = f"{filled.edition:%m/%d/%y}", f"{edition:%m/%d/%y}"
        with acting(actor, events.REMAPPED, needed) as event:
            newest = FilledForm.objects.filter(needed=needed).order_by("-number")
            is_open = needed.filing.state == Filing.State.PREPARING
            if not is_open or newest[0].pk != filled.pk:
                raise AlreadySent(
                    _("This draft is not open any more. Look at how it stands now.")
                )
            event.say(form=needed.called, was=was, now=now)
        return fill_form(actor, needed, edition=edition)

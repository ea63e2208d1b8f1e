"""An attorney types over a box of a form, and gives it back to the answers."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from harborlight.filings import events
from harborlight.filings.actions.filling import (
    AlreadySent,
    facts_for,
    fill_form,
)
from harborlight.filings.composing import OnPaper, ruled
from harborlight.filings.library import blank_of
from harborlight.filings.models import Filing, FilledForm, NeededForm, TypedOver
from harborlight.filings.told_to_form import told_to
from harborlight.filings.typed_over import as_text, why_not
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.law.pack_typed import BoxOf, box_rows
from harborlight.law.pack_types import Choice
from harborlight.law.packs import Pack, compose, pack_of_edition
from harborlight.papers.blanks import Blank


class CannotStand(Exception):
    """What was typed cannot stand in this box; the sentence says why."""


class NotTheNewest(Exception):
    """Somebody filled the form again meanwhile: a box is typed over on the newest."""


def type_over(
    actor: Actor, filled: FilledForm, *, box: str, value: str | bool, reason: str
) -> FilledForm:
    """Let this stand in a box, whatever is answered, and fill the form again with it.

    value: text ("": the box stays empty), or whether it is ticked. It stands there in
    every later filling until it is lifted. The form must be approved and signed anew.
    Raises CannotStand, NotTheNewest, AlreadySent, NoEdition or NoBlank.
    """
    with transaction.atomic():
        needed = _open(filled)
        found = _box(filled, box)
        pack = pack_of_edition(filled.form, filled.edition)
        blank = blank_of(pack)
        if why := why_not(blank.by_name[box], value):
            raise CannotStand(why)
        instead = _by_the_answers(actor, needed, pack, blank, box)
        with acting(actor, events.TYPED_OVER, needed) as event:
            _lift(_of_the_same_row(found), needed, actor)
            row = TypedOver.objects.create(
                firm=actor.firm,
                case_id=needed.case_id,
                needed=needed,
                edition=filled.edition,
                box=box,
                item=str(found.place) or found.box.rpartition(".")[2],
                value="" if isinstance(value, bool) else value,
                ticked=value if isinstance(value, bool) else None,
                reason=reason,
                instead=instead,
                typed_by_id=actor.user_id,
                typed_at=now(),
            )
            event.note(row)
            event.say(form=needed.called, item=row.item, reason=reason)
        return fill_form(actor, needed, edition=filled.edition)


def lift_typed(actor: Actor, filled: FilledForm, *, box: str) -> FilledForm:
    """Let the answer stand in the box again, and fill the form so.

    Raises CannotStand where nothing is typed over it, else as `type_over`.
    """
    with transaction.atomic():
        needed = _open(filled)
        rows = TypedOver.objects.filter(
            needed=needed, box=box, lifted_at__isnull=True
        ).order_by("-typed_at")
        row = rows.first()
        if row is None:
            raise CannotStand(_("Nothing is typed over this box any more."))
        with acting(actor, events.TYPED_LIFTED, needed) as event:
            _lift([box], needed, actor)
            event.say(form=needed.called, item=row.item)
        return fill_form(actor, needed, edition=filled.edition)


def _open(filled: FilledForm) -> NeededForm:
    """The form in its filing, held so that nobody fills it meanwhile."""
    rows = NeededForm.objects.select_for_update(of=("self",)).select_related("filing")
    needed = rows.get(pk=filled.needed_id)
    if needed.filing.state != Filing.State.PREPARING:
        raise AlreadySent(_("This filing was sent. Its forms stay as they went out."))
    newest = FilledForm.objects.filter(needed=needed).order_by("-number").first()
    if newest is None or newest.pk != filled.pk:
        raise NotTheNewest(
            _("This form was filled again meanwhile. Type over the newest one.")
        )
    return needed


def _box(filled: FilledForm, box: str) -> BoxOf:
    found = box_rows(pack_of_edition(filled.form, filled.edition)).get(box)
    if found is None:
        raise CannotStand(_("Nothing can be typed into this box."))
    return found


def _of_the_same_row(found: BoxOf) -> list[str]:
    """What gives way to it: the box itself, and the other ticks of the same question."""
    row = found.row
    if isinstance(row, Choice) and not row.several:
        return [*row.boxes.values()]
    return [found.box]


def _by_the_answers(
    actor: Actor, needed: NeededForm, pack: Pack, blank: Blank, box: str
) -> str:
    """What would stand there now by the answers."""
    day = today(actor.firm.time_zone)
    facts = told_to(needed, facts_for(actor, needed.filing.case), day)
    composed = compose(
        pack,
        facts,
        OnPaper(blank),
        on=day,
        client=needed.client,
    )
    return as_text(ruled(pack, composed, [box])[box].value)


def _lift(boxes: Iterable[str], needed: NeededForm, actor: Actor) -> None:
    TypedOver.objects.filter(
        needed=needed, box__in=[*boxes], lifted_at__isnull=True
    ).update(lifted_at=now(), lifted_by_id=actor.user_id)

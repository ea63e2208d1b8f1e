from __future__ import annotations

from collections.abc import Sequence

from harborlight.cases.models import Case
from harborlight.facts import events
from harborlight.facts.actions.learning import (
    Place,
    Source,
    _called,
    _is_secret,
    _only_changes,
    _replace,
)
from harborlight.facts.carrying import Offer
from harborlight.facts.models import Entry, Fact
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor


def take_over(actor: Actor, case: Case, *, offers: Sequence[Offer]) -> int:
    """Confirm that what is known of somebody from another case holds in this one, too.

    offers: as facts.carrying.offers finds them now. Each value says from which case it
    came; the log of this case does not, for that one may become a case that nobody may
    know of. How many values are new.
    """
    count = 0
    with acting(actor, events.TAKEN_OVER, case) as event:
        Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        for offer in offers:
            entry = _begun(actor, case, offer)
            values: dict[Place, str] = {
                (fact.name, entry.pk if entry else None): fact.value
                for fact in offer.facts
            }
            fresh = _only_changes(case, offer.person, values)
            source = Source(Fact.Source.CASE, offer.case.pk, offer.facts[0].language)
            count += len(_replace(actor, case, offer.person, fresh, source))
            for place, (old, new) in fresh.items():
                hidden = _is_secret(offer.person, place[0])
                said = ["hidden", "hidden"] if hidden else [old, new]
                event.changes[_called(place)] = said
        event.say(count=count)
    return count


def _begun(actor: Actor, case: Case, offer: Offer) -> Entry | None:
    """One more of several, where the offer is one."""
    if not offer.group:
        return None
    rows = Entry.objects.filter(case=case, person=offer.person, group=offer.group)
    return Entry.objects.create(
        firm=actor.firm,
        case=case,
        person=offer.person,
        group=offer.group,
        position=rows.count(),
    )

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from harborlight.docket import events
from harborlight.docket.jobs.writing import weigh_stage
from harborlight.docket.models import SavedView, UsualStay
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


def save_view(
    actor: Actor, *, name: str, shared: bool, asked: Mapping[str, str]
) -> SavedView:
    """Keep what the overview was narrowed to under a name, for oneself or everybody."""
    with acting(actor, events.VIEW_SAVED, actor.firm) as event:
        saved = SavedView.objects.create(
            firm=actor.firm,
            name=name,
            asked=dict(asked),
            owner_id=actor.account,
            shared=shared,
            saved_at=now(),
        )
        event.made(saved)
        event.say(name=name)
    return saved


def delete_view(actor: Actor, saved: SavedView) -> None:
    """Forget a saved view; what others share is theirs to delete."""
    with acting(actor, events.VIEW_DELETED, saved) as event:
        if saved.owner_id != actor.user_id:
            raise Refused(_("Only whoever saved this view can delete it."))
        event.say(name=saved.name)
        event.about(actor.firm)
        saved.delete()


def set_stay(
    actor: Actor, *, stage: str, days: int, stage_name: Mapping[str, str]
) -> None:
    """Say for how many days a case usually stays in a stage; its name in every language."""
    with acting(actor, events.STAY_SET, actor.firm) as event:
        stay, _new = UsualStay.objects.update_or_create(
            firm=actor.firm, stage=stage, defaults={"days": days}
        )
        event.note(stay)
        event.say(stage=dict(stage_name), days=days)
        weigh_stage.enqueue(stage)

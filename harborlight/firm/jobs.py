"""What happens in the firm by itself."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from harborlight.firm import events, sightings
from harborlight.firm.acting import acting
from harborlight.firm.actions import prove_log
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Notice, Sighting
from harborlight.firm.tenancy import current_firm

# What happened stays in the log of events; that somebody was told of it need not.
KEEP_NOTICES = timedelta(days=365)


def seal_sightings(clock: Actor) -> None:
    """Put the digest of every window that is over into the log of events."""
    over = now() - timedelta(seconds=sightings.WINDOW_SECONDS + 60)
    open_windows = Sighting.objects.filter(sealed=False, window__lt=over)
    for window in (
        open_windows.order_by("window").values_list("window", flat=True).distinct()[:50]
    ):
        _seal_window(clock, [*Sighting.objects.filter(window=window)])


def _seal_window(clock: Actor, rows: list[Sighting]) -> None:
    with acting(clock, events.SIGHTINGS_SEALED, clock.firm) as event:
        event.say(
            count=len(rows),
            window=rows[0].window.isoformat(),
            digest=sightings.digest(rows),
        )
        Sighting.objects.filter(pk__in=[row.pk for row in rows]).update(sealed=True)


def forget_old_notices(clock: Actor) -> int:
    """Delete what people were told a year ago; how much that was."""
    old = Notice.objects.filter(firm=clock.firm, at__lt=now() - KEEP_NOTICES)
    return old.delete()[0]


@task()
def prove_later() -> None:
    """Read the whole log of the firm, and write down what was found."""
    prove_log(Actor.clock(current_firm()))

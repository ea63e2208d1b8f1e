"""What happens in the firm by itself."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from django_tasks import task

from harborlight.firm import events, sightings
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Membership, Sighting, User
from harborlight.outside.mail import send_letter


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


@task()
def send_welcome(membership_id: str) -> None:
    """Write to somebody that they work here now, and how to sign in."""
    row = Membership.objects.select_related("user", "firm").get(pk=UUID(membership_id))
    if row.until is not None:
        return
    with override(row.user.language):
        words = {
            "name": row.user.name,
            "firm": row.firm.name,
            "role": row.get_role_display(),
            "link": _way_in(row.user),
        }
        letter = NEWCOMER if not row.user.has_usable_password() else KNOWN
        send_letter(
            to=row.user.email,
            subject=_("%(firm)s: your place at the desk") % words,
            text=_(letter) % words,
            reply_to=row.firm.email,
        )


def _way_in(user: User) -> str:
    """Where they choose a password, or sign in with the one they have."""
    if user.has_usable_password():
        return f"{settings.SITE_URL}{reverse(settings.LOGIN_URL)}"
    key = {
        "uidb36": user_pk_to_url_str(user),
        "key": default_token_generator.make_token(user),
    }
    return (
        f"{settings.SITE_URL}{reverse('account_reset_password_from_key', kwargs=key)}"
    )


NEWCOMER = gettext_noop(
    "Hello %(name)s,\n\n"
    "%(firm)s has made you a member: %(role)s.\n\n"
    "Open this link to choose a password. It works once, for three days:\n"
    "%(link)s\n\n"
    "After that, sign in with this e-mail address. If the link is too old, ask for a "
    "new one under “Forgotten your password?”.\n\n"
    "%(firm)s"
)
KNOWN = gettext_noop(
    "Hello %(name)s,\n\n"
    "%(firm)s has made you a member: %(role)s.\n\n"
    "Sign in as usual, with this e-mail address:\n"
    "%(link)s\n\n"
    "%(firm)s"
)

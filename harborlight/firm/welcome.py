"""The letter to somebody who begins to work at a firm."""

from __future__ import annotations

from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from django_tasks import task

from harborlight.firm.models import Membership, User
from harborlight.outside.mail import send_letter


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

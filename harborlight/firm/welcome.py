"""The letter to somebody whom a firm asks to work there."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from harborlight.firm import links
from harborlight.firm.membership import account_of
from harborlight.firm.models import Offer
from harborlight.firm.offers import LINK
from harborlight.firm.queue import handed_over
from harborlight.firm.tenancy import current_firm
from harborlight.outside.mail import send_letter


def post_offer(offer: Offer, token: str) -> None:
    """Have the letter sent. The job's row holds the token only encrypted."""
    send_offer.enqueue(str(offer.pk), links.for_job(offer, LINK, token))


@task()
@handed_over
def send_offer(offer_id: str, sealed_token: str) -> None:
    """Write to somebody what they are asked, and how to say yes or no."""
    firm = current_firm()
    offer = Offer.objects.get(pk=UUID(offer_id))
    if offer.answered_at is not None:
        return
    token = links.from_job(offer, LINK, sealed_token)
    reader = account_of(offer.email)
    with override(reader.language if reader else settings.LANGUAGE_CODE):
        words = {
            "name": offer.name,
            "firm": firm.name,
            "role": offer.get_role_display(),
            "link": f"{settings.SITE_URL}{reverse('offer', args=[token])}",
        }
        send_letter(
            to=offer.email,
            subject=_("%(firm)s asks you to join its desk") % words,
            text=_letter() % words,
            reply_to=firm.email,
        )


def _letter() -> str:
    # The same to everybody: the firm must not learn from it who has an account.
    return _(
        "Hello %(name)s,\n\n"
        "%(firm)s asks you to work at its desk, as: %(role)s.\n\n"
        "Open this link to accept or to decline. It works once, for three days:\n"
        "%(link)s\n\n"
        "Until you accept, %(firm)s sees nothing of you. If you do not know this firm, "
        "decline, or throw this message away: then nothing happens.\n\n"
        "%(firm)s"
    )

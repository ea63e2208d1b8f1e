"""What happens to people by itself: the letter with their invitation."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from harborlight.firm import links
from harborlight.firm.queue import handed_over
from harborlight.firm.tenancy import current_firm
from harborlight.firm.words import telephone
from harborlight.outside.mail import send_letter
from harborlight.people.invitations import LINK
from harborlight.people.models import Person


def post_invitation(person: Person, token: str) -> None:
    """Have the letter sent. The job's row holds the token only encrypted."""
    send_invitation.enqueue(str(person.pk), links.for_job(person, LINK, token))


@task()
@handed_over
def send_invitation(person_id: str, sealed_token: str) -> None:
    """Write to somebody how to come into the portal."""
    firm = current_firm()
    person = Person.objects.get(pk=UUID(person_id))
    token = links.from_job(person, LINK, sealed_token)
    link = f"{settings.SITE_URL}{reverse('join', args=[token])}"
    with override(person.language):
        send_letter(
            to=person.email,
            subject=_("%(firm)s: your private page for your case")
            % {"firm": firm.name},
            text=_letter(person, firm.name, telephone(firm.phone), link),
            reply_to=firm.email,
        )


def _letter(person: Person, firm: str, phone: str, link: str) -> str:
    call = _("or call us at %(phone)s") % {"phone": phone} if phone else ""
    call = f" {call}" if call else ""
    return _(
        "Hello %(name)s,\n\n"
        "%(firm)s has set up a private page where you can answer our questions, send your "
        "papers, see how your case is going, and pay invoices.\n\n"
        "Open this link to begin. It works once, for three days:\n"
        "%(link)s\n\n"
        "We will ask for your date of birth to be sure that it is you. Please do not "
        "forward this message, and do not send papers by e-mail.\n\n"
        "Questions? Answer this message%(call)s.\n\n"
        "%(firm)s"
    ) % {"name": person.greeting, "firm": firm, "link": link, "call": call}

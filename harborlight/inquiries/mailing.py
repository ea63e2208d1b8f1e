"""Letters to whoever asked for help: the link to the questions, and the firm's answer."""

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
from harborlight.inquiries.models import Inquiry, Reply
from harborlight.outside.mail import send_letter
from harborlight.people.invitations import LINK
from harborlight.people.models import Person


def post_questions(person: Person, token: str) -> None:
    """Have the letter with the link sent. The job's row holds the token only encrypted."""
    send_first_questions.enqueue(str(person.pk), links.for_job(person, LINK, token))


def post_reply(reply: Reply) -> None:
    """Have the letter sent that the firm does not take the case."""
    send_reply.enqueue(str(reply.pk))


@task()
@handed_over
def send_first_questions(person_id: str, sealed_token: str) -> None:
    """Write to somebody who asked for help how to answer the first questions."""
    firm = current_firm()
    person = Person.objects.get(pk=UUID(person_id))
    token = links.from_job(person, LINK, sealed_token)
    with override(person.language):
        phone = telephone(firm.phone)
        call = _("or call us at %(phone)s") % {"phone": phone} if phone else ""
        said = {
            "name": person.greeting,
            "firm": firm.name,
            "link": f"{settings.SITE_URL}{reverse('join', args=[token])}",
            "call": f" {call}" if call else "",
        }
        send_letter(
            to=person.email,
            subject=_("%(firm)s: a few questions for you") % said,
            text=_(
                "Hello %(name)s,\n\n"
                "To see whether %(firm)s can help you, we have a few questions. They take "
                "about ten minutes, on a phone too. You can stop and go on later.\n\n"
                "Open this link to begin. It works once, for three days:\n"
                "%(link)s\n\n"
                "We will ask for your date of birth to be sure that it is you.\n\n"
                "We are not your lawyer yet. If you have a date in court or a letter to "
                "answer, do not wait for us.\n\n"
                "Questions? Answer this message%(call)s.\n\n"
                "%(firm)s"
            )
            % said,
            reply_to=firm.email,
        )


@task()
@handed_over
def send_reply(reply_id: str) -> None:
    """Send the letter that the firm does not take the case."""
    firm = current_firm()
    reply = Reply.objects.select_related("case").get(pk=UUID(reply_id))
    inquiry = Inquiry.objects.select_related("person").get(case=reply.case_id)
    if not inquiry.person.email:
        return
    with override(reply.language):
        send_letter(
            to=inquiry.person.email,
            subject=_("%(firm)s: our answer") % {"firm": firm.name},
            text=reply.words,
            reply_to=firm.email,
        )

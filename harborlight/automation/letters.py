"""What a reminder says: that something waits, and where; never what of which case."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from harborlight.automation.bills import Bill, bills_words
from harborlight.automation.models import Reminder
from harborlight.automation.models.reminders import About
from harborlight.firm.clock import today
from harborlight.firm.models import Firm
from harborlight.outside.mail import send_letter
from harborlight.outside.texts import NotTaken, provider

# Where somebody does what they are reminded of: of one, and of several.
_PAGES = {
    About.PAPERS: ("portal:document", "portal:documents"),
    About.SIGNATURES: ("portal:document", "portal:documents"),
    About.QUESTIONS: ("portal:questionnaire", "portal:questions"),
    About.INVOICES: ("portal:invoice", "portal:payments"),
}


def link_to(reminder: Reminder, subjects: Sequence[UUID]) -> str:
    """The address of the page; it opens for whoever signs in, and says nothing else."""
    if reminder.about == About.DATES:
        return _at("portal:dates", reminder.case_id)
    one, several = _PAGES[About(reminder.about)]
    return _at(one, subjects[0]) if len(subjects) == 1 else _at(several)


def _at(page: str, *of: UUID) -> str:
    return f"{settings.SITE_URL}{reverse(page, args=of)}"


def write_email(
    firm: Firm,
    reminder: Reminder,
    subjects: Sequence[UUID],
    bills: Sequence[Bill] = (),
) -> None:
    """bills: what is to be paid, where that may be said. Errors of the server are raised."""
    person = reminder.person
    assert person.login is not None
    with override(person.reads_in):
        said = {
            "name": person.greeting,
            "firm": firm.name,
            "about": About(reminder.about).label,
            "link": link_to(reminder, subjects),
            "choose": _at("portal:reaching"),
            "files": _at("portal:files-that-are-fine"),
        }
        text = _bills_letter(firm, reminder, bills) if bills else _letter(reminder)
        send_letter(
            to=person.login.email,
            subject=_("%(firm)s: a reminder") % said,
            text=text % said,
            reply_to=firm.email,
        )


def _letter(reminder: Reminder) -> str:
    """That something waits, and where. In the language that is read now."""
    text = _(
        "Hello %(name)s,\n\n"
        "A reminder: something waits for you. %(about)s. This page shows it, once "
        "you have signed in:\n%(link)s\n\n"
        "If you did it in the last hours, you need do nothing.\n\n"
        "How we may write to you, you choose here:\n%(choose)s\n\n%(firm)s"
    )
    if reminder.kind == "second":
        text = _(
            "Hello %(name)s,\n\n"
            "We wrote to you before: something still waits for you, and your case "
            "cannot go on without it. %(about)s. This page shows it, once you have "
            "signed in:\n%(link)s\n\n"
            "Can we help? Answer this message.\n\n%(firm)s"
        )
    if reminder.about in (About.PAPERS, About.SIGNATURES):
        text += _("\n\nWhich files are fine, in short:\n%(files)s")
    return text


def _bills_letter(firm: Firm, reminder: Reminder, bills: Sequence[Bill]) -> str:
    """What is due, and a link that pays it. In the language that is read now."""
    middle = bills_words(bills, today(firm.time_zone), reminder.kind)
    return "\n\n".join(
        [
            _("Hello %(name)s,"),
            middle.replace("%", "%%"),
            _("If you paid it in the last hours, you need do nothing."),
            _("How we may write to you, you choose here:\n%(choose)s"),
            "%(firm)s",
        ]
    )


def write_text(
    firm: Firm,
    reminder: Reminder,
    subjects: Sequence[UUID],
    bills: Sequence[Bill] = (),
) -> str:
    """The provider's name for it. A text shows on a locked screen: it says least."""
    carrier = provider()
    if carrier is None:
        raise NotTaken("no-provider", lasting=True)
    person = reminder.person
    with override(person.reads_in):
        link = link_to(reminder, subjects)
        words = _("%(firm)s: something waits for you. Sign in to see it: %(link)s")
        if len(bills) == 1:
            link = bills[0].link
            words = _("%(firm)s: something is to be paid. See and pay it: %(link)s")
        words = words % {"firm": firm.name, "link": link}
    return carrier.send(to=person.phone, text=words)

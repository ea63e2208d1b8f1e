"""A step of a client's as the pages offer it: a title, a sentence, a button, where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harborlight.documents.models import Slot
from harborlight.documents.queries import Asked
from harborlight.documents.standing import PARTLY
from harborlight.firm.words import money
from harborlight.workflow.queries import Step


@dataclass(frozen=True)
class Todo:
    """A step as the home page offers it."""

    title: str
    text: str
    action: str
    href: str
    icon: str
    due: date | None = None
    minutes: int | None = None


def todo_of(step: Step) -> Todo:
    return _TODO[step.kind](step)


def _correct(step: Step) -> Todo:
    wrong = step.about.to_correct
    comment = wrong.comment if wrong else ""
    return Todo(
        title=_("Please send another copy: %(paper)s") % {"paper": step.subject.name},
        text=comment,
        action=_("See what is wrong and send it again"),
        href=reverse("portal:document", args=[step.subject.key]),
        icon="upload",
        due=step.due_on,
        minutes=3,
    )


def _answer(step: Step) -> Todo:
    sent = step.subject
    left = max(sent.screens - sent.done, 0)
    title, text, action = _asked_to_answer(begun=sent.done > 0, left=left)
    return Todo(
        title=title,
        text=text,
        action=action,
        href=reverse("portal:questionnaire", args=[sent.key]),
        icon="message-circle-question-mark",
        due=step.due_on,
        minutes=max(left * 40 // 60, 1),
    )


def _asked_to_answer(*, begun: bool, left: int) -> tuple[str, str, str]:
    """Title, text and button."""
    if not begun:
        text = _("Short pages, in your own time. You can stop and continue later.")
        return _("Answer our questions"), text, _("Begin")
    if not left:
        text = _("Every question is answered. Send them, so that we know you are done.")
        return _("Send us your answers"), text, _("Look through and send")
    text = ngettext("%(n)s page is left.", "%(n)s pages are left.", left)
    return _("Go on with your questions"), text % {"n": left}, _("Continue")


def _upload(step: Step) -> Todo:
    partly = step.about.state == PARTLY
    title = _("Send what is missing: %(paper)s") if partly else _("Send us: %(paper)s")
    return Todo(
        title=title % {"paper": step.subject.name},
        text=missing_words(step.about) if partly else step.subject.why,
        action=_("Take or upload a photo"),
        href=reverse("portal:document", args=[step.subject.key]),
        icon="camera",
        due=step.due_on,
        minutes=3,
    )


def _task(step: Step) -> Todo:
    task = step.subject
    again = (
        _("Please look at this once more: %(title)s") if task.remark else "%(title)s"
    )
    return Todo(
        title=again % {"title": task.called},
        text=task.remark or task.explained,
        action=_("Open it"),
        href=reverse("portal:task", args=[task.key]),
        icon="list-checks",
        due=step.due_on,
    )


def _sign(step: Step) -> Todo:
    return Todo(
        title=_("Read and sign Form %(form)s") % {"form": step.subject.filled.called},
        text=_(
            "Read every page. Tell us what is wrong, or print it and sign it in ink."
        ),
        action=_("Read the form"),
        href=reverse("portal:form", args=[step.subject.key]),
        icon="signature",
        due=step.due_on,
        minutes=15,
    )


def _pay(step: Step) -> Todo:
    return Todo(
        title=_("Pay invoice %(number)s") % {"number": step.subject.number},
        text=_("%(amount)s is to be paid.")
        % {"amount": money(step.about or step.subject.owed_cents)},
        action=_("Look at it and pay"),
        href=reverse("portal:invoice", args=[step.subject.key]),
        icon="credit-card",
        due=step.due_on,
        minutes=2,
    )


def _agree(step: Step) -> Todo:
    return Todo(
        title=_("Read your fee agreement and agree to it"),
        text=_(
            "It says what our work costs and when you pay. Ask us before you agree."
        ),
        action=_("Read the agreement"),
        href=reverse("portal:agreement", args=[step.subject.key]),
        icon="signature",
        due=step.due_on,
        minutes=5,
    )


def _leaving(step: Step) -> Todo:
    return Todo(
        title=_("Our fee is to leave your money in trust"),
        text=_("Look at how much and what for. You may say that you do not agree."),
        action=_("Look at it"),
        href=reverse("portal:leaving-trust", args=[step.subject.key]),
        icon="wallet",
        due=step.due_on,
        minutes=2,
    )


_TODO = {
    "agree": _agree,
    "leaving": _leaving,
    "correct": _correct,
    "answer": _answer,
    "upload": _upload,
    "task": _task,
    "sign": _sign,
    "pay": _pay,
}


def missing_words(one: Asked) -> str:
    """What is still to come of a paper of which a part came."""
    missing = {part.slot for part in one.missing}
    if Slot.ORIGINAL in missing:
        return _("The paper itself is missing")
    if Slot.TRANSLATION in missing:
        return _("The English translation is missing")
    return _("The translator's certificate is missing")

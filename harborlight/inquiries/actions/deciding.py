from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext

from harborlight.cases.gates import ERASE, must_be_open
from harborlight.cases.models import Access, Case
from harborlight.facts.models import Entry, Explanation, Fact
from harborlight.facts.queries import sheet
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import User
from harborlight.firm.vault.destroying import destroy_key
from harborlight.inquiries import events
from harborlight.inquiries.letters import VERSION
from harborlight.inquiries.mailing import post_reply
from harborlight.inquiries.models import (
    Consultation,
    HitAnswer,
    Inquiry,
    Outcome,
    Reply,
)
from harborlight.inquiries.names import names_given, unchecked
from harborlight.inquiries.queries import NOTED, answers_of, party_of, unanswered
from harborlight.people.actions import change_person, decide_conflict
from harborlight.people.conflicts import CHECK_HOLDS, Asked, as_kept, asked_in
from harborlight.people.models import ConflictCheck, Person
from harborlight.questionnaires.models import Sent
from harborlight.workflow.actions import Newcomer, begin_from
from harborlight.workflow.playbooks import Course


class AlreadyDecided(Exception):
    """An inquiry is accepted or declined once."""


class NotAnswered(Exception):
    """Every name is checked, and a lawyer said of everybody found who they are."""


def take_up_inquiry(actor: Actor, inquiry: Inquiry) -> None:
    """Read it: others see that somebody does, and who."""
    with _held(inquiry), acting(actor, events.TAKEN_UP, inquiry):
        inquiry.reviewer_id = actor.account
        inquiry.save(update_fields=["reviewer"])


def accept_inquiry(
    actor: Actor,
    inquiry: Inquiry,
    playbook: Course,
    *,
    part: str,
    lead: User,
    reason: str,
    access: str = Access.FIRM,
    newcomers: Mapping[str, Newcomer] | None = None,
    known: Mapping[str, Person] | None = None,
) -> Case:
    """Take the case: the inquiry's file becomes it, with everything answered.

    part: what whoever asked is in the case. NotAnswered as long as a name was not
    checked, or somebody found is not answered, or is a conflict.
    """
    others = newcomers or {}
    with _held(inquiry), acting(actor, events.ACCEPTED, inquiry) as event:
        _must_be_clear(actor, inquiry, others)
        assert inquiry.check_made is not None
        decide_conflict(actor, inquiry.check_made, decision="clear", reason=reason)
        _is_over(inquiry, Outcome.ACCEPTED, actor, reason)
        _close_questions(inquiry)
        case = begin_from(
            actor,
            party_of(actor, inquiry),
            playbook,
            part=part,
            newcomers=others,
            lead=lead,
            access=access,
            known=known,
        )
        event.say(number=case.number)
    return case


def _must_be_clear(
    actor: Actor, inquiry: Inquiry, newcomers: Mapping[str, Newcomer]
) -> None:
    """Raise NotAnswered where the conflict check stands against taking the case."""
    check = inquiry.check_made
    known = sheet(actor, inquiry.case, inquiry.person)
    about = [one.asked for one in names_given(inquiry, known)]
    about += [one.asked for one in newcomers.values()]
    if check is None or unchecked(check, about):
        raise NotAnswered(
            gettext(
                "Some of the names were not checked for conflicts. Check them first."
            )
        )
    if check.asked_at < now() - CHECK_HOLDS:
        raise NotAnswered(
            gettext(
                "The conflict check is older than a day. Check the names again: what was "
                "answered stays."
            )
        )
    answers = answers_of(actor, inquiry)
    if unanswered(inquiry, answers):
        raise NotAnswered(
            gettext("Say of everybody whom the conflict check found who they are.")
        )
    if any(one.verdict == HitAnswer.Verdict.CONFLICT for one in answers.values()):
        raise NotAnswered(
            gettext(
                "A lawyer found a conflict. Decline the inquiry, or answer it anew."
            )
        )


def decline_inquiry(
    actor: Actor,
    inquiry: Inquiry,
    *,
    reason: str,
    words: str,
    language: str,
    is_conflict: bool = False,
    mail: bool = True,
) -> Reply:
    """Do not take the case: the letter says so, and the file is closed.

    words: the letter as it is sent, in this language. reason: for the firm alone.
    is_conflict: a conflict check that anybody makes later finds these names as refused.
    """
    with _held(inquiry), acting(actor, events.DECLINED, inquiry):
        if is_conflict and inquiry.check_made and not inquiry.check_made.decision:
            decide_conflict(
                actor, inquiry.check_made, decision="conflict", reason=reason
            )
        _is_over(inquiry, Outcome.DECLINED, actor, reason)
        _close_questions(inquiry)
        Case.objects.filter(pk=inquiry.case_id).update(
            stage="answered", closed_on=today(actor.firm.time_zone)
        )
        reply = Reply.objects.create(
            firm=actor.firm,
            case_id=inquiry.case_id,
            words=words,
            language=language,
            version=VERSION,
            mailed=mail and bool(inquiry.person.email),
            said_by_id=actor.account,
            said_at=now(),
        )
        if reply.mailed:
            post_reply(reply)
    return reply


def erase_inquiry(actor: Actor, inquiry: Inquiry) -> None:
    """Destroy what was answered, and the key of the file. The letter stays, and the name:
    a later conflict check must find it. So do the names of a check that was refused."""
    case = inquiry.case
    with transaction.atomic():
        _must_be_there(inquiry)
        with acting(actor, events.ERASED, inquiry) as event:
            must_be_open(case, ERASE)
            for model in (Fact, Explanation, Entry):
                model.objects.filter(case=case).delete()
            # Even the word for a hit says of whom it was, to who guesses the names.
            HitAnswer.objects.filter(inquiry=inquiry).delete()
            # A version keeps the one that it corrects: the newest goes first.
            for talk in Consultation.objects.filter(case=case).order_by("-version"):
                talk.delete()
            inquiry.note = inquiry.company_secrets = inquiry.reason = ""
            inquiry.company = inquiry.wanted = ""
            inquiry.also, inquiry.erased_at = [], now()
            inquiry.save()
            _forget_checks(actor, case)
            # Of the firm: under the key of the case nobody could read it.
            event.about(actor.firm)
            event.changes.clear()
            event.say(number=case.number)
        if inquiry.person.login_id is None:
            change_person(actor, inquiry.person, email="", phone="")
        destroy_key(actor.firm, case.pk)


def _must_be_there(inquiry: Inquiry) -> None:
    """A lawyer may press at the moment of the night in which it goes by itself."""
    locked = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    if locked.outcome != Outcome.DECLINED or locked.erased_at:
        raise AlreadyDecided(gettext("Only a declined inquiry is destroyed, and once."))


def _forget_checks(actor: Actor, case: Case) -> None:
    """Blank the conflict checks of a file, and destroy what the log says of them; of one
    that was refused the names and days of birth stay."""
    for check in ConflictCheck.objects.visible_to(actor).filter(made_for=case.pk):
        stays = asked_in(check) if check.decision == "conflict" else []
        check.about = [as_kept(Asked(one.name, one.birth_date)) for one in stays]
        check.matches, check.left_out, check.reason = [], [], ""
        check.save(update_fields=["about", "matches", "left_out", "reason"])
        destroy_key(actor.firm, check.pk)


@contextmanager
def _held(inquiry: Inquiry, *, accepted: bool = False) -> Iterator[None]:
    """Of two who act at once one waits, goes on from what the other left, and is told.

    accepted: whether it may be done once the firm took the case, too.
    """
    with transaction.atomic():
        locked = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
        for name in (*NOTED, "also", "check_made_id", "outcome"):
            setattr(inquiry, name, getattr(locked, name))
        was_taken = accepted and locked.outcome == Outcome.ACCEPTED
        if not (locked.is_open or was_taken):
            raise AlreadyDecided(gettext("This inquiry was decided already."))
        yield


def _is_over(inquiry: Inquiry, outcome: str, actor: Actor, reason: str) -> None:
    inquiry.outcome, inquiry.reason = outcome, reason
    inquiry.decided_by_id, inquiry.decided_at = actor.account, now()
    fields = ["outcome", "reason", "decided_by", "decided_at"]
    inquiry.save(update_fields=fields)


def _close_questions(inquiry: Inquiry) -> None:
    """Nobody waits for the first questions any more."""
    Sent.objects.filter(case=inquiry.case_id, state=Sent.State.OPEN).update(
        state=Sent.State.FINISHED, finished_at=now()
    )

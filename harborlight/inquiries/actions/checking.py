from __future__ import annotations

from collections.abc import Sequence

from harborlight.facts.queries import sheet
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language
from harborlight.inquiries import events
from harborlight.inquiries.actions.deciding import _held
from harborlight.inquiries.models import HitAnswer, Inquiry
from harborlight.inquiries.names import names_given
from harborlight.people.conflicts import Asked, as_kept
from harborlight.people.models import ConflictCheck
from harborlight.workflow.actions import check_everybody


def check_names(
    actor: Actor, inquiry: Inquiry, *, also: Sequence[Asked] = ()
) -> ConflictCheck:
    """Compare every name of the inquiry with everybody the firm knows.

    also: names that staff heard of, kept with the inquiry from now on. What was answered
    of a hit before stays answered.
    """
    with _held(inquiry), acting(actor, events.CHECKED, inquiry) as event:
        fresh = [as_kept(one) for one in also]
        inquiry.also = [
            *inquiry.also,
            *(one for one in fresh if one not in inquiry.also),
        ]
        known = sheet(actor, inquiry.case, inquiry.person)
        check = check_everybody(
            actor,
            [one.asked for one in names_given(inquiry, known)],
            of=inquiry.case,
            except_for=[inquiry.person_id],
        )
        inquiry.check_made = check
        inquiry.save(update_fields=["also", "check_made"])
        event.say(found=len(check.matches) + sum(check.left_out))
    return check


def answer_hit(
    actor: Actor, inquiry: Inquiry, *, hits: Sequence[str], verdict: str, reason: str
) -> None:
    """Say who it is that the check found, and whether it is a conflict.

    hits: their words (names.py); a lawyer may answer again as long as nothing is decided.
    """
    with _held(inquiry), acting(actor, events.HIT_ANSWERED, inquiry) as event:
        for hit in hits:
            row, _new = HitAnswer.objects.update_or_create(
                firm=actor.firm,
                case_id=inquiry.case_id,
                inquiry=inquiry,
                hit=hit,
                defaults={
                    "verdict": verdict,
                    "reason": reason,
                    "said_by_id": actor.account,
                    "said_at": now(),
                },
            )
            event.note(row)
        event.say(verdict=in_every_language(HitAnswer.Verdict(verdict).label))

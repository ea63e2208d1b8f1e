from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, QuerySet, Subquery

from harborlight.cases.models import Access, Case, Party
from harborlight.cases.queries import Found, found_by
from harborlight.facts.versions import version
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm
from harborlight.firm.tenancy import NotFound
from harborlight.inquiries.models import HitAnswer, Inquiry, Outcome, Reply
from harborlight.inquiries.names import hits_of
from harborlight.inquiries.standing import (
    SILENT_AFTER,
    STATES,
    State,
    silent,
    state_of,
)
from harborlight.people.names import folded
from harborlight.questionnaires.models import Sent
from harborlight.questionnaires.queries import FIRST_QUESTIONS

QUESTIONS = FIRST_QUESTIONS
# What is noted of an inquiry, and changed on its page.
NOTED = ("wanted", "came_by", "note", "company", "company_secrets")


@dataclass(frozen=True)
class Row:
    """An inquiry as a list shows it."""

    inquiry: Any
    state: State
    is_silent: bool
    done: int
    of: int


@dataclass(frozen=True)
class Hit:
    """Somebody a conflict check found, and what a lawyer said of them, if anything.

    words: which hits of the check it is (names.py): one, or all that are closed.
    """

    words: tuple[str, ...]
    about: str
    found: Found
    answer: HitAnswer | None


def inquiries(
    actor: Actor, *, state: str = "", words: str = "", moment: datetime
) -> QuerySet[Any]:
    """What this actor may see of them, the latest first, with how the questions stand.

    state: a State, "open", "silent" or nothing, for all; words: parts of the name.
    """
    theirs = Sent.objects.filter(case=OuterRef("case"), questionnaire__key=QUESTIONS)
    rows = (
        Inquiry.objects.visible_to(actor)
        .select_related("person", "case", "reviewer")
        .annotate(
            sent_state=Subquery(theirs.values("state")[:1]),
            sent_done=Subquery(theirs.values("done")[:1]),
            sent_of=Subquery(theirs.values("screens")[:1]),
        )
        .order_by("-received_at", "-pk")
    )
    for word in folded(words).split():
        rows = rows.filter(person__folded__contains=word)
    if state == "open":
        return rows.filter(outcome="")
    if state == "silent":
        return rows.filter(silent(moment))
    return rows.filter(STATES[State(state)]) if state in State.values else rows


def as_rows(found: Sequence[Any], moment: datetime) -> list[Row]:
    """The rows of `inquiries` as a page shows them."""
    rows = []
    for one in found:
        state = _state(one)
        waits = state in (State.SENT, State.ANSWERING) and one.asked_at is not None
        is_silent = waits and one.asked_at < moment - SILENT_AFTER
        rows.append(Row(one, state, is_silent, one.sent_done or 0, one.sent_of or 0))
    return rows


def counts(actor: Actor, moment: datetime) -> dict[str, int]:
    """How many inquiries stand in each state, are open, and are silent."""
    rows = inquiries(actor, moment=moment).order_by()
    said = {f"n_{state.value}": Count("pk", filter=q) for state, q in STATES.items()}
    said["n_silent"] = Count("pk", filter=silent(moment))
    found = rows.aggregate(**said)
    counted = {name.removeprefix("n_"): n for name, n in found.items()}
    closed = counted["accepted"] + counted["declined"]
    every = sum(counted[state] for state in State.values)
    return counted | {"all": every, "open": every - closed}


def erased_on(firm: Firm, inquiry: Inquiry) -> date | None:
    """The day on which a declined inquiry is destroyed by itself; None: it is kept, or
    was destroyed."""
    days, zone = firm.declined_kept_days, ZoneInfo(firm.time_zone)
    if not days or inquiry.outcome != Outcome.DECLINED or inquiry.erased_at:
        return None
    assert inquiry.decided_at is not None
    return inquiry.decided_at.astimezone(zone).date() + timedelta(days=days)


def to_erase(clock: Actor, day: date) -> list[Inquiry]:
    """Declined inquiries that the firm keeps no longer on this day."""
    if not clock.firm.declined_kept_days:
        return []
    rows = Inquiry.objects.visible_to(clock).filter(
        outcome=Outcome.DECLINED, erased_at=None
    )
    rows = rows.select_related("case", "person").order_by("decided_at", "pk")
    return [one for one in rows if (end := erased_on(clock.firm, one)) and end <= day]


def get_inquiry(actor: Actor, pk: UUID) -> Inquiry:
    """One inquiry, with its file and whoever asks."""
    rows = Inquiry.objects.visible_to(actor)
    found = (
        rows.select_related(
            "case", "person", "check_made", "reviewer", "decided_by", "case__lead"
        )
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound
    found.case.found_by(actor)
    return found


def noted(inquiry: Inquiry) -> dict[str, str]:
    """What is noted of it, by column."""
    return {name: getattr(inquiry, name) for name in NOTED}


def noted_word(inquiry: Inquiry) -> str:
    """A word for what is noted of it, as facts have one (facts/versions.py)."""
    return version(inquiry.case_id, "noted", None, json.dumps(noted(inquiry)))


def inquiry_of(actor: Actor, case: Case) -> Inquiry | None:
    """The inquiry that a case was, or that a file still is."""
    return Inquiry.objects.visible_in(actor, case).select_related("person").first()


def inquiry_still(actor: Actor, case: Case) -> Inquiry | None:
    """The inquiry that a file is, as long as it is no case; asked of no other one."""
    if case.access != Access.INQUIRY:
        return None
    return inquiry_of(actor, case)


def party_of(actor: Actor, inquiry: Inquiry) -> Party:
    """Whoever asks, as the party of their file."""
    rows = Party.objects.visible_in(actor, inquiry.case)
    found = rows.select_related("person", "case").filter(person=inquiry.person_id)
    party = found.first()
    if party is None:
        raise NotFound
    return party


def questions_of(actor: Actor, case: Case) -> Sent | None:
    """The first questions of a file."""
    rows = Sent.objects.visible_in(actor, case).select_related(
        "questionnaire", "party", "person", "case"
    )
    return rows.filter(questionnaire__key=QUESTIONS).first()


def state_now(inquiry: Inquiry, sent: Sent | None) -> State:
    """How one inquiry stands."""
    return state_of(
        outcome=inquiry.outcome,
        is_read=inquiry.reviewer_id is not None,
        was_asked=inquiry.asked_at is not None,
        sent_state=sent.state if sent else None,
        sent_done=sent.done if sent else None,
    )


def hits(actor: Actor, inquiry: Inquiry) -> list[Hit]:
    """Whom the newest check found, as far as the actor may know, each with its answer.

    Those who are closed to the actor stand there once for each name that was asked.
    """
    check = inquiry.check_made
    if check is None:
        return []
    answers, left = answers_of(actor, inquiry), hits_of(check)
    found = []
    # Of those who are closed to the actor is told last what nobody else was.
    seen = sorted(found_by(actor, check), key=lambda one: not one.why)
    for one in seen:
        words = [word for word, match in left.items() if _is(match, one)]
        for word in words:
            del left[word]
        if words:
            name = check.about[one.about]["name"]
            found.append(Hit(tuple(words), name, one, _of_all(words, answers)))
    return sorted(found, key=lambda one: one.found.about)


def _of_all(words: Sequence[str], answers: Mapping[str, HitAnswer]) -> HitAnswer | None:
    """What was said of these hits, once it was of each; a conflict comes first."""
    said = [answers[word] for word in words if word in answers]
    if len(said) < len(words):
        return None
    return min(said, key=lambda one: one.verdict != HitAnswer.Verdict.CONFLICT)


def _is(match: Mapping[str, Any], one: Found) -> bool:
    """Whether this is who was found; somebody closed is whoever else was found there."""
    if match["about"] != one.about:
        return False
    if not one.why:
        return True
    if match["name"] != one.name:
        return False
    if one.check is not None:
        return bool(match["check"] == str(one.check.pk))
    if one.roles:
        return bool(match["member"])
    person = str(one.person.pk) if one.person else None
    return bool(match["person"] == person and match["place"] == one.place)


def unanswered(inquiry: Inquiry, answers: Mapping[str, HitAnswer]) -> list[str]:
    """The words of those found of whom no lawyer has said anything."""
    return [word for word in hits_of(inquiry.check_made) if word not in answers]


def answers_of(actor: Actor, inquiry: Inquiry) -> dict[str, HitAnswer]:
    """What lawyers said of those found, by the hit's word."""
    rows = HitAnswer.objects.visible_in(actor, inquiry.case).filter(inquiry=inquiry)
    return {row.hit: row for row in rows.select_related("said_by")}


def reply_of(actor: Actor, case: Case) -> Reply | None:
    """The letter that was written, the newest one."""
    return Reply.objects.visible_in(actor, case).order_by("-said_at").first()


def _state(one: Any) -> State:
    return state_of(
        outcome=one.outcome,
        is_read=one.reviewer_id is not None,
        was_asked=one.asked_at is not None,
        sent_state=one.sent_state,
        sent_done=one.sent_done,
    )

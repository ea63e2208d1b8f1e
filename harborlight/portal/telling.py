"""What the portal tells of what happened: milestones, news, the papers that came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from harborlight.cases.models import Milestone
from harborlight.cases.queries import Happened
from harborlight.firm.words import in_words, sentence
from harborlight.workflow.playbooks import Course

# A letter of ours is read where it is told of.
LETTER = "case.letter"


def news(happened: Sequence[Happened]) -> list[dict[str, Any]]:
    """Lines of the timeline, as the client reads them."""
    return [
        {
            "words": sentence(one.event.kind, one.words, for_client=True),
            "at": one.event.at,
            "icon": ICONS.get(one.event.kind.split(".")[0], "dot"),
            "text": one.words.get("words") if one.event.kind == LETTER else "",
        }
        for one in happened
        if one.event.kind != "case.milestone"
        and not _is_ours(one)
        and not _is_perhaps(one)
    ]


def _is_ours(one: Happened) -> bool:
    """A paper that the office filed itself, such as a receipt notice."""
    return one.event.kind == "document.received" and "client" not in one.event.role


def _is_perhaps(one: Happened) -> bool:
    """A paper that is asked for only if their answers say so: nobody asked for it yet."""
    return one.event.kind == "document.requested" and "if_applies" in one.words


ICONS = {
    "agency": "radio-tower",
    "agreement": "signature",
    "automation": "mail",
    "case": "folder",
    "cost": "receipt-text",
    "deadline": "calendar-days",
    "document": "file-text",
    "questionnaire": "message-circle-question-mark",
    "form": "file-pen",
    "filing": "send",
    "inquiry": "message-circle-question-mark",
    "invoice": "credit-card",
    "payment": "credit-card",
    "person": "users",
    "plan": "calendar-days",
    "receipt": "receipt-text",
    "reminder": "mail",
    "reply": "send",
    "task": "list-checks",
    "trust": "credit-card",
}


def _what_you_do(row: Milestone, words: str) -> str:
    """What the playbook says; of a receipt also whether its notice is here."""
    if row.kind != "receipt":
        return words
    here = _("Keep the receipt notice: you can open it above.")
    to_come = _("The receipt notice will come: you find it here when we have it.")
    return f"{here if row.document_id else to_come} {words}"


def reached(course: Course, milestones: Sequence[Milestone]) -> list[dict[str, Any]]:
    """The milestones of the case, newest first, in the playbook's words."""
    found = []
    for row in reversed(milestones):
        known = course.milestone(row.kind)
        if known is None:
            continue
        found.append(
            {
                "row": row,
                "title": in_words(known.title),
                "what_happened": in_words(known.what_happened).format_map(row.words),
                "what_we_do": in_words(known.what_we_do),
                "what_you_do": _what_you_do(row, in_words(known.what_you_do)),
                "what_comes_next": in_words(known.what_comes_next),
            }
        )
    return found


def to_come(course: Course, milestones: Sequence[Milestone]) -> list[dict[str, str]]:
    """The milestones of the playbook that the case has not reached yet, in their order.

    What lies before something that was reached is over, whether it was noted or not.
    """
    kinds = [one.id for one in course.milestones]
    there = {row.kind for row in milestones}
    last = max((kinds.index(kind) for kind in there if kind in kinds), default=-1)
    return [
        {"title": in_words(one.title), "what_we_do": in_words(one.what_we_do)}
        for one in course.milestones[last + 1 :]
        if not one.sometimes
    ]

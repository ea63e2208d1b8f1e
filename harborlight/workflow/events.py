from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import (
    CASE_TEAM,
    CLOCK,
    LAWYERS,
    MACHINES,
    MONEY,
    OPENERS,
    Role,
    roles,
)
from harborlight.workflow.models import WRITERS

PLAYBOOK_KEPT = EventKind(
    "playbook.kept",
    _("{who} added the playbook {name}, version {version}"),
    by=roles(MACHINES, WRITERS),
)
DRAFT_BEGUN = EventKind(
    "playbook.draft-begun",
    _("{who} began to change the playbook {name}"),
    by=WRITERS,
)
DRAFT_CHANGED = EventKind(
    "playbook.draft-changed",
    _("{who} changed the draft of the playbook {name}: {place}"),
    by=WRITERS,
)
DRAFT_DISCARDED = EventKind(
    "playbook.draft-discarded",
    _("{who} threw the draft of the playbook {name} away"),
    by=WRITERS,
)
COURSE_TAKEN = EventKind(
    "case.course-taken",
    _("{who} took over from version {version} of the playbook: {what}"),
    by=roles(CASE_TEAM, Role.PRACTICE_MANAGER),
)
COURSE_DECLINED = EventKind(
    "case.course-declined",
    _("{who} left as it is what version {version} of the playbook changes: {what}"),
    by=roles(CASE_TEAM, Role.PRACTICE_MANAGER),
)
NEED_DECIDED = EventKind(
    "case.need-decided",
    _("{who} decided on a need besides the case: {name}. {decision}"),
    by=CASE_TEAM,
)
NEED_TOLD = EventKind(
    "case.need-told",
    _("{who} told the client of a need besides the case: {name}"),
    by=CASE_TEAM,
    client_words=_("There is something you may need besides your case: {name}"),
)
FOLLOW_UP_NOTED = EventKind(
    "case.follow-up-noted",
    _("{who} noted the day that something later counts from: {name}"),
    by=CASE_TEAM,
)
PART_TAKEN = EventKind(
    "case.part-taken",
    _("{who} added {name} to the case as {part}"),
    by=OPENERS,
)
BEGUN = EventKind(
    "case.begun",
    _("{who} began the case from the playbook {name}"),
    by=OPENERS,
)
HANDED_OVER = EventKind(
    "case.handed-over",
    _("{who} asks a lawyer to decide on a new case: the conflict check found somebody"),
    by=OPENERS,
    tells=LAWYERS,
)
# Whoever handed it over is told by a reader of their own (jobs.py).
TAKEN_UP = EventKind(
    "case.taken-up",
    _("{who} opened the new case that {name} handed over"),
    by=LAWYERS,
)
TURNED_DOWN = EventKind(
    "case.turned-down",
    _("{who} found a conflict: the new case that {name} handed over is not opened"),
    by=LAWYERS,
)
TAKEN_BACK = EventKind(
    "case.taken-back",
    _("{who} took back a new case: no lawyer needs to decide on it"),
    by=OPENERS,
    tells=LAWYERS,
)
LETTER_GIVEN = EventKind(
    "case.letter",
    _("The letter “{title}” was put on the page of {name}"),
    by=CLOCK,
    client_words=_("We wrote you a letter: {title}"),
)
BILLED_AT = EventKind(
    "case.billed-at",
    _("An invoice was drafted, as the playbook says: {title}"),
    by=CLOCK,
    tells=MONEY,
)
BILLED = EventKind(
    "case.billed",
    _("{who} drafted the first invoice"),
    by=roles(LAWYERS, MONEY, Role.PRACTICE_MANAGER, Role.CLOCK),
)

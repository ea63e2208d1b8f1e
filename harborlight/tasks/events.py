from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import (
    CASE_TEAM,
    CLIENTS,
    CLOCK,
    DESK,
    LAWYERS,
    OFFICE,
    OPENERS,
    STAFF,
    Role,
    roles,
)

# An auditor reads all of it and does none.
DOERS = DESK - {Role.AUDITOR}
# They set tasks of cases; of the firm's own, everybody of the staff may.
MEMBERS = STAFF - {Role.AUDITOR}
SETTERS = roles(MEMBERS, CLOCK)
WORKERS = roles(DOERS, CLIENTS)
REVIEWERS = roles(CASE_TEAM, Role.PRACTICE_MANAGER)
GIVERS = roles(OPENERS, OFFICE, Role.CLIENT_SERVICES)
# They decide how work is handed out.
ARRANGERS = roles(OFFICE, LAWYERS, Role.PRACTICE_MANAGER)

SET = EventKind("task.set", _("{who} set a task: {title}"), by=SETTERS)
HOMEWORK_SET = EventKind(
    "task.homework-set",
    _("{who} asked {name} to do something: {title}"),
    by=roles(OPENERS, Role.CLIENT_SERVICES, CLOCK),
    client_words=_("There is something for you to do: {title}"),
)
GIVEN = EventKind("task.given", _("{who} gave a task to {name}: {title}"), by=GIVERS)
TAKEN = EventKind("task.taken", _("{who} took on a task: {title}"), by=DOERS)
MOVED = EventKind(
    "task.moved",
    _("{who} moved the day of a task from {was} to {due}: {title}"),
    by=GIVERS,
)
ITEM_CHECKED = EventKind(
    "task.item-checked", _("{who} ticked off “{item}”: {title}"), by=WORKERS
)
ITEM_OPENED = EventKind(
    "task.item-opened", _("{who} took back the tick at “{item}”: {title}"), by=WORKERS
)
DONE = EventKind("task.done", _("{who} did a task: {title}"), by=WORKERS)
SUBMITTED = EventKind(
    "task.submitted",
    _("{who} did a task, and it waits for review: {title}"),
    by=WORKERS,
)
ACCEPTED = EventKind("task.accepted", _("{who} accepted a task: {title}"), by=REVIEWERS)
RETURNED = EventKind(
    "task.returned", _("{who} sent a task back: {title}. {remark}"), by=REVIEWERS
)
HOMEWORK_RETURNED = EventKind(
    "task.homework-returned",
    _("{who} sent back what the client did: {title}. {remark}"),
    by=REVIEWERS,
    client_words=_("Please look at this once more: {title}"),
)
WITHDRAWN = EventKind(
    "task.withdrawn",
    _("{who} withdrew a task: {title}. {reason}"),
    by=roles(GIVERS, CLOCK),
)
PRESSED = EventKind(
    "task.pressed",
    _("{who} made a task urgent: {title}. {reason}"),
    by=DOERS,
    tells=roles(CASE_TEAM, Role.PRACTICE_MANAGER),
)
LIFTED = EventKind(
    "task.lifted",
    _("{who} lifted the stop of a task that is not accepted: {title}. {reason}"),
    by=LAWYERS,
    tells=CASE_TEAM,
)
OVERDUE = EventKind(
    "task.overdue",
    _("A task has been late since {due}: {title}"),
    by=CLOCK,
    tells=roles(LAWYERS, Role.PRACTICE_MANAGER),
)
RULE_ADDED = EventKind(
    "task.rule-added", _("{who} added a rule of who is given tasks"), by=ARRANGERS
)
RULE_MOVED = EventKind(
    "task.rule-moved",
    _("{who} changed the order of the rules of who is given tasks"),
    by=ARRANGERS,
)
RULE_WITHDRAWN = EventKind(
    "task.rule-withdrawn",
    _("{who} took away a rule of who is given tasks"),
    by=ARRANGERS,
)
AWAY = EventKind(
    "task.away", _("{who} noted that {name} is away from {on} to {due}"), by=MEMBERS
)
BACK = EventKind("task.back", _("{who} noted that {name} is back"), by=MEMBERS)
LANGUAGES_SAID = EventKind(
    "task.languages-said",
    _("{who} noted which languages {name} speaks with clients"),
    by=ARRANGERS,
)
SERVICE_CHANGED = EventKind(
    "task.service-changed",
    _("{who} decided within how many hours reviews are done"),
    by=ARRANGERS,
)
TAKEN_UP_AGAIN = EventKind(
    "task.taken-up-again",
    _("The case is open again, and so is a task: {title}"),
    by=CLOCK,
)
PASSED_ON = EventKind(
    "task.passed-on",
    _("A task goes to {name}, as whoever had it cannot do it any more: {title}"),
    by=CLOCK,
    tells=CASE_TEAM,
)

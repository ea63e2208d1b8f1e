"""Who looks at papers, what is written at them, and what the clock watches."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from harborlight.documents.events.seats import CHECKERS
from harborlight.firm.events import EventKind
from harborlight.firm.roles import (
    CLOCK,
    LAWYERS,
    OFFICE,
    OPENERS,
    Role,
    roles,
)

# The thread at a paper (remarks.py).

WRITERS = roles(OPENERS, Role.CLIENT_SERVICES)
CLIENT_WROTE = EventKind(
    "document.client-wrote",
    _("{who} wrote to us about {title}"),
    by=roles(Role.CLIENT),
    tells=WRITERS,
    client_words=_("You wrote to us about {title}."),
    quiet=True,
)
WROTE = EventKind(
    "document.wrote",
    _("{who} wrote to the client about {title}"),
    by=WRITERS,
    tells=CHECKERS,
    client_words=_("We wrote to you about {title}."),
)
NOTED = EventKind(
    "document.noted",
    _("{who} wrote a note for the team at {title}"),
    by=WRITERS,
    tells=CHECKERS,
)
# Who looks at papers (routing.py).
ROUTERS = roles(OFFICE, Role.PRACTICE_MANAGER)
ASSIGNED = EventKind(
    "document.assigned",
    _("{who} gave {title}, version {number}, to {name}: {why}"),
    by=roles(CHECKERS, Role.PRACTICE_MANAGER, CLOCK),
)
RULE_ADDED = EventKind(
    "document.rule-added",
    _("{who} added a rule of who looks at papers"),
    by=ROUTERS,
)
RULE_CHANGED = EventKind(
    "document.rule-changed",
    _("{who} changed a rule of who looks at papers"),
    by=ROUTERS,
)
RULE_WITHDRAWN = EventKind(
    "document.rule-withdrawn",
    _("{who} took away a rule of who looks at papers"),
    by=ROUTERS,
)
SETTINGS_CHANGED = EventKind(
    "document.settings-changed",
    _("{who} changed how the firm works on papers"),
    by=ROUTERS,
)
STANDARD_SET = EventKind(
    "document.standard-set",
    _("{who} set how long a look at papers should take: {minutes} minutes"),
    by=ROUTERS,
)
TIME_CORRECTED = EventKind(
    "document.time-corrected",
    _("{who} wrote down how long the look at {title} took: {minutes} minutes"),
    by=CHECKERS,
)
NAMES_SET = EventKind(
    "document.names-set",
    _("{who} set how files are called: {pattern}"),
    by=ROUTERS,
)
TAG_ADDED = EventKind(
    "document.tag-added",
    _("{who} added a tag for papers: {label}"),
    by=ROUTERS,
)
TAG_WITHDRAWN = EventKind(
    "document.tag-withdrawn",
    _("{who} took away a tag for papers: {label}"),
    by=ROUTERS,
)
RETAGGED = EventKind(
    "document.retagged",
    _("{who} changed the tags of {title}: {tags}"),
    by=CHECKERS,
)
# What the clock watches: days of expiry, and what is missing.
EXPIRY_SAID = EventKind(
    "document.expiry-said",
    _("{who} said when {title} expires: {due}"),
    by=CHECKERS,
)
EXPIRES = EventKind(
    "document.expires",
    _("{title} is good for a filing only until {due}"),
    by=CLOCK,
    tells=CHECKERS,
)
EXPIRED = EventKind(
    "document.expired",
    _("{title} is no longer good for a filing: it was until {due}"),
    by=CLOCK,
    tells=CHECKERS,
)
REMINDED = EventKind(
    "document.reminded",
    _("{who} reminded {name} of papers that are missing: {count}"),
    by=CLOCK,
    counted=lambda n: ngettext(
        "{who} reminded {name} of {count} paper that is missing",
        "{who} reminded {name} of {count} papers that are missing",
        n,
    ),
    client_words=_("A reminder: some documents are still missing. You find them here."),
)
# Closed cases, looked at by lot.
SAMPLE_DRAWN = EventKind(
    "document.sample-drawn",
    _("{who} drew closed cases by lot: {count}, with the number {seed}"),
    by=roles(LAWYERS, Role.PRACTICE_MANAGER),
    counted=lambda n: ngettext(
        "{who} drew {count} closed case by lot, with the number {seed}",
        "{who} drew {count} closed cases by lot, with the number {seed}",
        n,
    ),
)
SAMPLE_CHECKED = EventKind(
    "document.sample-checked",
    _("{who} checked the closed case {number}: {result}"),
    by=roles(LAWYERS, Role.PRACTICE_MANAGER),
)

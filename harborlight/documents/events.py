from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import (
    CASE_TEAM,
    CLOCK,
    LAWYERS,
    OFFICE,
    OPENERS,
    Role,
    roles,
)

CHECKERS = roles(CASE_TEAM, Role.INTAKE)

REQUESTED = EventKind(
    "document.requested",
    _("{who} asked {name} for: {title}"),
    by=roles(OPENERS, CLOCK),
    client_words=_("We asked you for: {title}."),
)
REQUEST_WITHDRAWN = EventKind(
    "document.request-withdrawn",
    _("{who} no longer asks for: {title}"),
    by=OPENERS,
    client_words=_("We no longer need: {title}."),
)
CANNOT = EventKind(
    "document.cannot-be-had",
    _("{name} cannot get {title}: {why}"),
    by=roles(Role.CLIENT),
    tells=CHECKERS,
    client_words=_("You told us that you cannot get {title}."),
    quiet=True,
)
ASKED_AGAIN = EventKind(
    "document.asked-again",
    _("{who} asked {name} again for {title}: {answer}"),
    by=OPENERS,
    client_words=_("About {title}: {answer}"),
)
HELPER_ASKED = EventKind(
    "document.helper-asked",
    _("{who} gave {name} a link to send: {title}"),
    by=roles(Role.CLIENT),
    client_words=_("You gave {name} a link to send us: {title}."),
    quiet=True,
)
HELPER_USED = EventKind(
    "document.helper-used",
    _("{name} sent {title} by the link of a client"),
    by=roles(Role.CLIENT),
)
HELPER_DISMISSED = EventKind(
    "document.helper-dismissed",
    _("{who} closed the link of {name} for: {title}"),
    by=roles(Role.CLIENT),
)
DETAIL_ADDED = EventKind(
    "document.detail-added",
    _("{who} decided to ask of papers: {label}"),
    by=OFFICE,
)
DETAIL_WITHDRAWN = EventKind(
    "document.detail-withdrawn",
    _("{who} decided to ask no more of papers: {label}"),
    by=OFFICE,
)
RECEIVED = EventKind(
    "document.received",
    _("{who} sent {title}, version {number}"),
    by=roles(CHECKERS, Role.CLIENT, Role.CLIENT_SERVICES),
    tells=CHECKERS,
    client_words=_("We received {title} and will check it."),
    quiet=True,
)
RENAMED = EventKind(
    "document.renamed", _("{who} renamed the paper {was}: {title}"), by=CHECKERS
)
REFUSED = EventKind(
    "document.refused",
    _("A file sent by {who} for {title} was refused: {why}"),
    by=roles(CHECKERS, Role.CLIENT, Role.CLIENT_SERVICES),
)
INFECTED = EventKind(
    "document.infected",
    _("A file sent by {who} for {title} was refused: a virus ({virus}) was found"),
    by=roles(CHECKERS, Role.CLIENT, Role.CLIENT_SERVICES),
    tells=CHECKERS,
)
SCANNED = EventKind(
    "document.scanned",
    _("{who} found no virus in {title}, version {number}"),
    by=roles(CLOCK),
)
QUARANTINED = EventKind(
    "document.quarantined",
    _("{who} found a virus ({virus}) in {title}, version {number}: it is locked away"),
    by=roles(CLOCK),
    tells=CHECKERS,
    client_words=_(
        "We cannot use the file that you sent as {title}: a virus was found in it. "
        "Please send a photo of the paper from another device."
    ),
)
ACCEPTED = EventKind(
    "document.accepted",
    _("{who} accepted {title}, version {number}"),
    by=CHECKERS,
    tells=CHECKERS,
    client_words=_("{title} is accepted."),
)
RETURNED = EventKind(
    "document.returned",
    _("{who} sent {title}, version {number}, back: {reason}"),
    by=CHECKERS,
    tells=CHECKERS,
    client_words=_("{title} needs another copy: {reason}"),
)
MOVED = EventKind(
    "document.moved",
    _("{who} moved what came as {title} to: {to} ({reason})"),
    by=CHECKERS,
    client_words=_("What you sent as {title} is: {to}. We put it there."),
    quiet=True,
)
NO_TRANSLATION = EventKind(
    "document.no-translation",
    _("{who} decided that {title} needs no translation"),
    by=CHECKERS,
    client_words=_("{title} needs no translation."),
    quiet=True,
)
REOPENED = EventKind(
    "document.reopened",
    _("{who} opened {title}, version {number}, for review again: {reason}"),
    by=CHECKERS,
    tells=CHECKERS,
    client_words=_("We are checking {title} once more."),
)
SPLIT = EventKind(
    "document.split",
    _("{who} put the pages of {title}, version {number}, where they belong: {parts}"),
    by=CHECKERS,
    client_words=_("What you sent as {title} went where it belongs: {parts}."),
    quiet=True,
)
JOINED = EventKind(
    "document.joined",
    _("{who} put {files} files together as {title}, version {made_number}"),
    by=CHECKERS,
    client_words=_("We put together the files that you sent as {title}."),
    quiet=True,
)
TURNED = EventKind(
    "document.turned",
    _("{who} turned pages of {title}, version {number}, in version {made_number}"),
    by=CHECKERS,
)
REDACTED = EventKind(
    "document.redacted",
    _(
        "{who} made a redacted copy of {title}, version {number}: hidden on pages {pages}"
    ),
    by=CHECKERS,
)
READ = EventKind(
    "document.read",
    _("{who} read {title}, version {number}"),
    by=CLOCK,
)
NOT_READ = EventKind(
    "document.not-read",
    _("{who} could not read all of {title}, version {number}"),
    by=CLOCK,
    tells=CHECKERS,
)
READ_CONFIRMED = EventKind(
    "document.read-confirmed",
    _("{who} confirmed what was read on {title}, version {number}: {what}"),
    by=CHECKERS,
)
READING_ASKED = EventKind(
    "document.reading-asked",
    _("{who} had {title}, version {number}, read again"),
    by=CHECKERS,
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
    client_words=_("A reminder: some documents are still missing. You find them here."),
)
# Closed cases, looked at by lot.
SAMPLE_DRAWN = EventKind(
    "document.sample-drawn",
    _("{who} drew closed cases by lot: {count}, with the number {seed}"),
    by=roles(LAWYERS, Role.PRACTICE_MANAGER),
)
SAMPLE_CHECKED = EventKind(
    "document.sample-checked",
    _("{who} checked the closed case {number}: {result}"),
    by=roles(LAWYERS, Role.PRACTICE_MANAGER),
)

"""A paper that comes, is decided on, put in order and read."""

from django.utils.translation import gettext_lazy as _

from harborlight.documents.events.seats import CHECKERS
from harborlight.firm.events import EventKind
from harborlight.firm.roles import CLOCK, Role, roles

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
    "document.scanned", _("{who} found no virus in {title}, version {number}"), by=CLOCK
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

"""What people are asked for, and who helps them."""

from django.utils.translation import gettext_lazy as _

from harborlight.documents.events.seats import CHECKERS
from harborlight.firm.events import EventKind
from harborlight.firm.roles import CLOCK, OFFICE, OPENERS, Role, roles

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
REQUEST_CHANGED = EventKind(
    "document.request-changed",
    _("{who} changed what is asked for: {title}"),
    by=OPENERS,
    client_words=_("We changed what we ask for: {title}."),
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

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from harborlight.firm.events import EventKind
from harborlight.firm.roles import CASE_TEAM, CLOCK, OFFICE, roles

MADE = EventKind("packet.made", _("{who} began the packet {name}"), by=CASE_TEAM)
CHANGED = EventKind(
    "packet.changed", _("{who} changed the packet {name}"), by=CASE_TEAM
)
PAPERS_ADDED = EventKind(
    "packet.papers-added",
    _("{who} put {count} papers into the packet {name}"),
    by=CASE_TEAM,
    counted=lambda n: ngettext(
        "{who} put {count} paper into the packet {name}",
        "{who} put {count} papers into the packet {name}",
        n,
    ),
)
FORM_ADDED = EventKind(
    "packet.form-added", _("{who} put {title} into the packet {name}"), by=CASE_TEAM
)
EXHIBIT_CHANGED = EventKind(
    "packet.exhibit-changed",
    _("{who} changed the exhibit {title} of the packet {name}"),
    by=CASE_TEAM,
)
EXHIBIT_MOVED = EventKind(
    "packet.exhibit-moved",
    _("{who} moved the exhibit {title} of the packet {name}"),
    by=CASE_TEAM,
)
EXHIBIT_REMOVED = EventKind(
    "packet.exhibit-removed",
    _("{who} took the exhibit {title} out of the packet {name}"),
    by=CASE_TEAM,
)
SET_USED = EventKind(
    "packet.set-used",
    _("{who} put the standard exhibits {set} into the packet {name}"),
    by=CASE_TEAM,
)
WANTED = EventKind(
    "packet.wanted", _("{who} noted that the packet {name} needs: {text}"), by=CASE_TEAM
)
WANTED_ANSWERED = EventKind(
    "packet.wanted-answered",
    _("{who} said which exhibit of the packet {name} is: {text}"),
    by=CASE_TEAM,
)
NOT_WANTED = EventKind(
    "packet.not-wanted",
    _("{who} noted that the packet {name} does not need: {text}"),
    by=CASE_TEAM,
)
BUILD_ASKED = EventKind(
    "packet.build-asked", _("{who} had the packet {name} built"), by=CASE_TEAM
)
BUILT = EventKind(
    "packet.built", _("The packet {name} was built: {pages} pages"), by=CLOCK
)
NOT_BUILT = EventKind(
    "packet.not-built",
    _("The packet {name} could not be built"),
    by=CLOCK,
    tells=CASE_TEAM,
)
COMPARISON_ASKED = EventKind(
    "packet.comparison-asked",
    _("{who} had the packet {name} compared with its sources"),
    by=CASE_TEAM,
)
COMPARED = EventKind(
    "packet.compared", _("The packet {name} was compared with its sources"), by=CLOCK
)
CERTIFIED = EventKind(
    "packet.certified",
    _("{who} certified that the packet {name} is complete: {words}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
SENT = EventKind(
    "packet.sent",
    _("{who} noted that the packet {name} was sent on {on}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
SET_SAVED = EventKind(
    "exhibits.set-saved",
    _("{who} saved the standard exhibits {name}"),
    by=roles(CASE_TEAM, OFFICE),
)
PARAGRAPH_SAVED = EventKind(
    "exhibits.paragraph-saved",
    _("{who} saved the standard paragraph {name}"),
    by=roles(CASE_TEAM, OFFICE),
)
PARAGRAPH_WITHDRAWN = EventKind(
    "exhibits.paragraph-withdrawn",
    _("{who} withdrew the standard paragraph {name}"),
    by=roles(CASE_TEAM, OFFICE),
)
SET_WITHDRAWN = EventKind(
    "exhibits.set-withdrawn",
    _("{who} withdrew the standard exhibits {name}"),
    by=roles(CASE_TEAM, OFFICE),
)

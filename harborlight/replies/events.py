from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import CASE_TEAM, LAWYERS

OPENED = EventKind(
    "reply.opened",
    _("{who} opened the answer to: {name}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
READ = EventKind("reply.read", _("{who} read all of: {name}"), by=CASE_TEAM)
DAY_SET = EventKind(
    "reply.day-set", _("{who} set the last day of: {name}, {due}"), by=CASE_TEAM
)
POINT_ADDED = EventKind(
    "reply.point-added", _("{who} noted what {name} asks for: {text}"), by=CASE_TEAM
)
POINT_REMOVED = EventKind(
    "reply.point-removed",
    _("{who} took off the list of {name}: {text}"),
    by=CASE_TEAM,
)
POINT_ANSWERED = EventKind(
    "reply.point-answered",
    _("{who} said how {name} is answered: {text}"),
    by=CASE_TEAM,
)
POINT_ASKED = EventKind(
    "reply.point-asked",
    _("{who} asked a client because of {name}: {text}"),
    by=CASE_TEAM,
)
PAPER_ADDED = EventKind(
    "reply.paper-added",
    _("{who} attached a paper to the answer to {name}: {text}"),
    by=CASE_TEAM,
)
PAPER_REMOVED = EventKind(
    "reply.paper-removed",
    _("{who} took a paper off the answer to {name}: {text}"),
    by=CASE_TEAM,
)
WRITTEN = EventKind(
    "reply.written", _("{who} wrote the letter for {name}"), by=CASE_TEAM
)
RETURNED = EventKind(
    "reply.returned",
    _("{who} sent the letter for {name} back: {reason}"),
    by=LAWYERS,
    tells=CASE_TEAM,
)
APPROVED = EventKind(
    "reply.approved",
    _("{who} approved the letter for {name}"),
    by=LAWYERS,
    tells=CASE_TEAM,
)
PACKED = EventKind(
    "reply.packed", _("{who} put the packet together for {name}"), by=CASE_TEAM
)
SECONDED = EventKind(
    "reply.seconded",
    _("{who} read the answer to {name} as the second reader"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
SENT = EventKind(
    "reply.sent",
    _("{who} sent the answer to {name}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
    client_words=_("We sent the answer to what the agency asked for."),
)
ARRIVED = EventKind(
    "reply.arrived",
    _("The agency has the answer to {name}, {on}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
    client_words=_("The agency has our answer."),
)
PRACTISED = EventKind(
    "reply.practised", _("{who} went a step on in practice: {name}"), by=CASE_TEAM
)
ENDED = EventKind(
    "reply.ended",
    _("{who} ended the answer to {name}: {reason}"),
    by=LAWYERS,
    tells=CASE_TEAM,
)

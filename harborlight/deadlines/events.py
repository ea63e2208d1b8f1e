from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import CASE_TEAM, CLOCK, LAWYERS, roles

SET = EventKind(
    "deadline.set",
    _("{who} set a deadline: {title}, {due}"),
    by=roles(CASE_TEAM, CLOCK),
    tells=CASE_TEAM,
)
MOVED = EventKind(
    "deadline.moved",
    _("{who} moved a deadline from {was} to {due}: {title}"),
    by=roles(CASE_TEAM, CLOCK),
    tells=CASE_TEAM,
)
MET = EventKind(
    "deadline.met",
    _("{who} met a deadline: {title}"),
    by=roles(CASE_TEAM, CLOCK),
    tells=CASE_TEAM,
)
DROPPED = EventKind(
    "deadline.dropped",
    _("{who} dropped a deadline: {title}. {reason}"),
    by=LAWYERS,
    tells=CASE_TEAM,
)

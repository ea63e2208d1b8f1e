from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import LAWYERS, MACHINES, MONEY, OPENERS, Role, roles

PLAYBOOK_KEPT = EventKind(
    "playbook.kept",
    _("{who} added the playbook {name}, version {version}"),
    by=roles(MACHINES, Role.PRACTICE_MANAGER, Role.PARTNER),
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
BILLED = EventKind(
    "case.billed",
    _("{who} drafted the first invoice"),
    by=roles(LAWYERS, MONEY, Role.PRACTICE_MANAGER, Role.CLOCK),
)

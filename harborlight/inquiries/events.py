from django.utils.translation import gettext_lazy as _

from harborlight.cases.readers import INQUIRY_READERS
from harborlight.firm.events import EventKind
from harborlight.firm.roles import CLOCK, LAWYERS, roles

RECEIVED = EventKind(
    "inquiry.received",
    _("{who} wrote down the inquiry {number} of {name}"),
    by=INQUIRY_READERS,
)
CHANGED = EventKind(
    "inquiry.changed",
    _("{who} changed what is noted of the inquiry"),
    by=INQUIRY_READERS,
)
ASKED = EventKind(
    "inquiry.asked",
    _("{who} sent {name} the link to our questions"),
    by=INQUIRY_READERS,
)
CHECKED = EventKind(
    "inquiry.checked",
    _("{who} checked every name of the inquiry for conflicts: {found} found"),
    by=INQUIRY_READERS,
)
HIT_ANSWERED = EventKind(
    "inquiry.hit-answered",
    _("{who} answered what the conflict check found: {verdict}"),
    by=LAWYERS,
)
TAKEN_UP = EventKind("inquiry.taken-up", _("{who} reads the inquiry"), by=LAWYERS)
ACCEPTED = EventKind(
    "inquiry.accepted",
    _("{who} accepted the inquiry; it is the case {number} now"),
    by=LAWYERS,
    tells=roles(INQUIRY_READERS),
    client_words=_("We take your case."),
)
DECLINED = EventKind(
    "inquiry.declined",
    _("{who} declined the inquiry"),
    by=LAWYERS,
    tells=roles(INQUIRY_READERS),
    client_words=_("We told you that we do not take your case."),
    quiet=True,
)
ERASED = EventKind(
    "inquiry.erased",
    _("{who} destroyed what was answered in the inquiry {number}"),
    by=roles(LAWYERS, CLOCK),
)
ANSWERS_CAME = EventKind(
    "inquiry.answers-came",
    _("{name} answered our first questions"),
    by=CLOCK,
    tells=INQUIRY_READERS,
)
CONSULTATION_WRITTEN = EventKind(
    "inquiry.consultation-written",
    _("{who} wrote down the consultation of {day}"),
    by=INQUIRY_READERS,
)
CONSULTATION_CHANGED = EventKind(
    "inquiry.consultation-changed",
    _("{who} changed the draft about the consultation of {day}"),
    by=INQUIRY_READERS,
)
CONSULTATION_FINISHED = EventKind(
    "inquiry.consultation-finished",
    _("{who} finished the record of the consultation of {day}"),
    by=LAWYERS,
)
CONSULTATION_CORRECTED = EventKind(
    "inquiry.consultation-corrected",
    _("{who} began version {version} of the record of the consultation of {day}"),
    by=LAWYERS,
)
CONSULTATION_STEP_SET = EventKind(
    "inquiry.consultation-step-set",
    _("{who} made a task of a step agreed on in the consultation of {day}"),
    by=INQUIRY_READERS,
)
CONSULTATION_TOLD = EventKind(
    "inquiry.consultation-told",
    _("{who} told {name} the next steps agreed on in the consultation of {day}"),
    by=LAWYERS,
    client_words=_("The next steps we agreed on: {steps}"),
)

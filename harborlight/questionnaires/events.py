from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import CASE_TEAM, CLOCK, MACHINES, OPENERS, Role, roles

KEPT = EventKind(
    "questionnaire.kept",
    _("{who} added the questionnaire {name}, version {version}"),
    by=roles(MACHINES, Role.PRACTICE_MANAGER, Role.PARTNER),
)
SENT = EventKind(
    "questionnaire.sent",
    _("{who} sent {name} the questions"),
    by=roles(OPENERS, CLOCK),
    client_words=_("We sent you questions about your case."),
)
FINISHED = EventKind(
    "questionnaire.finished",
    _("{who} finished the questions"),
    by=roles(Role.CLIENT, CASE_TEAM),
    tells=CASE_TEAM,
    client_words=_("You finished your questions."),
    quiet=True,
)
REOPENED = EventKind(
    "questionnaire.reopened",
    _("{who} opened the questions again"),
    by=roles(CASE_TEAM, Role.CLIENT),
    tells=CASE_TEAM,
    client_words=_("The questions are open again for your changes."),
)

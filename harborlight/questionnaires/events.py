from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import CASE_TEAM, CLOCK, MACHINES, OPENERS, Role, roles
from harborlight.questionnaires.models import WRITERS

KEPT = EventKind(
    "questionnaire.kept",
    _("{who} added the questionnaire {name}, version {version}"),
    by=roles(MACHINES, WRITERS),
)
DRAFT_BEGUN = EventKind(
    "questionnaire.draft-begun",
    _("{who} began to change the questionnaire {name}"),
    by=WRITERS,
)
DRAFT_CHANGED = EventKind(
    "questionnaire.draft-changed",
    _("{who} changed the draft of the questionnaire {name}: {place}"),
    by=WRITERS,
)
DRAFT_DISCARDED = EventKind(
    "questionnaire.draft-discarded",
    _("{who} threw the draft of the questionnaire {name} away"),
    by=WRITERS,
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
KEEPING_CHOSEN = EventKind(
    "questionnaire.keeping-chosen",
    _("{who} chose whether answers may wait on their phone"),
    by=roles(Role.CLIENT),
)
ASKED_LAWYER = EventKind(
    "questionnaire.asked-lawyer",
    _("{who} asks their lawyer about a question: {question}"),
    by=roles(Role.CLIENT),
    tells=CASE_TEAM,
)
ASKED_OTHERWISE = EventKind(
    "questionnaire.asked-otherwise",
    _("{who} put what they ask in other words: {question}"),
    by=roles(Role.CLIENT),
)
ASKS_NO_MORE = EventKind(
    "questionnaire.asks-no-more",
    _("{who} does not ask their lawyer any more: {question}"),
    by=roles(Role.CLIENT),
)
ANSWERED_CLIENT = EventKind(
    "questionnaire.answered-client",
    _("{who} answered what the client asked: {question}"),
    by=CASE_TEAM,
    client_words=_("We answered what you asked about one of your questions."),
)
ASKED_AGAIN = EventKind(
    "questionnaire.asked-again",
    _("{who} asked once more: {question}"),
    by=CASE_TEAM,
    client_words=_("We have a question about one of your answers."),
)
CONFIRMED = EventKind(
    "questionnaire.confirmed",
    _("{who} says that the answer is right: {question}"),
    by=roles(Role.CLIENT),
    tells=CASE_TEAM,
)
RENEWED = EventKind(
    "questionnaire.renewed",
    _("{who} gave {name} the newest questions, version {version}"),
    by=roles(CASE_TEAM, Role.PRACTICE_MANAGER),
    client_words=_("Your legal team changed the questions. Your answers are kept."),
)
HELPER_ASKED = EventKind(
    "questionnaire.helper-asked",
    _("{who} lets {name} answer some chapters for {client}"),
    by=roles(Role.CLIENT, CASE_TEAM),
    client_words=_("Somebody you trust may answer some of your questions."),
)
HELPER_CAME = EventKind(
    "questionnaire.helper-came",
    _("{who} opened the link of a helper"),
    by=roles(Role.CLIENT),
)
HELPER_DISMISSED = EventKind(
    "questionnaire.helper-dismissed",
    _("{who} closed the link of {name}, who answered chapters"),
    by=roles(Role.CLIENT, CASE_TEAM),
)

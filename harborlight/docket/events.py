from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import (
    CASE_TEAM,
    CLOCK,
    GUESTS,
    LAWYERS,
    OPENERS,
    Role,
    roles,
)

# Who reads case files, but for auditors: they look, and change nothing.
SAVERS = roles(OPENERS, Role.CLIENT_SERVICES, GUESTS)
MANAGERS = roles(Role.PARTNER, Role.PRACTICE_MANAGER)

VIEW_SAVED = EventKind(
    "view.saved", _("{who} saved a view of the overview: {name}"), by=SAVERS
)
VIEW_DELETED = EventKind(
    "view.deleted", _("{who} deleted a saved view: {name}"), by=SAVERS
)
STAY_SET = EventKind(
    "stay.set",
    _("{who} set the usual time in the stage “{stage}”: {days} days"),
    by=MANAGERS,
)
LINKED = EventKind(
    "case.linked",
    _("{who} linked the case with another: {kind}"),
    by=OPENERS,
)
UNLINKED = EventKind(
    "case.unlinked", _("{who} took a link to another case away"), by=OPENERS
)
LETTER_GIVEN = EventKind(
    "case.final-letter",
    _("{who} gave {name} the final letter"),
    by=LAWYERS,
    tells=CASE_TEAM,
    client_words=_("Your case is over. We wrote to you what to keep in mind."),
)
TRANSFERRED_OUT = EventKind(
    "case.transferred-out",
    _("{who} noted that the case goes to another lawyer"),
    by=LAWYERS,
    tells=CASE_TEAM,
)
TRANSFER_STEP = EventKind(
    "case.transfer-step",
    _("{who} noted of the transfer: {step}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
TAKEN_OVER = EventKind(
    "case.taken-over",
    _("{who} noted that the case came from another lawyer, in the stage “{stage}”"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
KEEPING_SET = EventKind(
    "keeping.set",
    _(
        "{who} set how long closed cases stay at hand: {archive_days} days; and how long "
        "files are kept: {keep_years} years"
    ),
    by=MANAGERS,
)
HOLD_PLACED = EventKind(
    "case.legal-hold-placed",
    _("{who} placed a legal hold on the case: nothing of it is destroyed. {reason}"),
    by=LAWYERS,
    tells=CASE_TEAM,
)
HOLD_LIFTED = EventKind(
    "case.legal-hold-lifted",
    _("{who} lifted a legal hold on the case: {reason}"),
    by=LAWYERS,
    tells=CASE_TEAM,
)
ARCHIVING = roles(CASE_TEAM, Role.PRACTICE_MANAGER, CLOCK)
ARCHIVED = EventKind(
    "case.archived", _("{who} put the closed case into the archive"), by=ARCHIVING
)
UNARCHIVED = EventKind(
    "case.unarchived",
    _("{who} took the case out of the archive"),
    by=roles(CASE_TEAM, Role.PRACTICE_MANAGER),
)
# Steps of a transfer to another lawyer, as the log calls them.
STEPS = {
    "withdrawn": _("our appearance is withdrawn"),
    "received": _("the new lawyer has the file"),
}

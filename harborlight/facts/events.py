from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from harborlight.firm.events import EventKind
from harborlight.firm.roles import CASE_TEAM, OPENERS, OPERATOR, Role, roles

LEARNED = EventKind(
    "facts.learned",
    _("{who} answered {count} questions"),
    by=roles(OPENERS, Role.CLIENT),
    counted=lambda n: ngettext(
        "{who} answered {count} question", "{who} answered {count} questions", n
    ),
)
ENTERED = EventKind(
    "facts.entered",
    _("{who} entered {count} answers"),
    by=OPENERS,
    counted=lambda n: ngettext(
        "{who} entered {count} answer", "{who} entered {count} answers", n
    ),
)
CORRECTED = EventKind(
    "facts.corrected",
    _("{who} corrected {what}: {reason}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
REVEALED = EventKind(
    "facts.revealed",
    _("{who} looked at a protected number: {what} of {name}"),
    by=roles(CASE_TEAM, Role.INTAKE),
)
ENTRY_ADDED = EventKind(
    "facts.entry-added",
    _("{who} added one more: {group}"),
    by=roles(OPENERS, Role.CLIENT),
)
ENTRY_REMOVED = EventKind(
    "facts.entry-removed",
    _("{who} removed one: {group}"),
    by=roles(OPENERS, Role.CLIENT),
)
TAKEN_BACK = EventKind(
    "facts.entry-taken-back",
    _("{who} removed one: {group}. Reason: {reason}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
EXPLAINED = EventKind(
    "facts.explained",
    _("{who} said why it is right: {what} {reason}"),
    by=CASE_TEAM,
)
SET_BESIDE = EventKind(
    "facts.set-beside",
    _("{who} wrote {count} answers that somebody else had answered otherwise"),
    by=roles(OPENERS, Role.CLIENT),
    counted=lambda n: ngettext(
        "{who} wrote {count} answer that somebody else had answered otherwise",
        "{who} wrote {count} answers that somebody else had answered otherwise",
        n,
    ),
)
ACCEPTED = EventKind(
    "facts.accepted",
    _("{who} accepted {count} answers of the client"),
    by=CASE_TEAM,
    counted=lambda n: ngettext(
        "{who} accepted {count} answer of the client",
        "{who} accepted {count} answers of the client",
        n,
    ),
)
TAKEN_OVER = EventKind(
    "facts.taken-over",
    _("{who} confirmed {count} answers that the firm knew already"),
    by=CASE_TEAM,
    counted=lambda n: ngettext(
        "{who} confirmed {count} answer that the firm knew already",
        "{who} confirmed {count} answers that the firm knew already",
        n,
    ),
)
MADE_THEIRS = EventKind(
    "facts.made-theirs",
    _("{who} says that {count} answers of a helper are their own"),
    by=roles(Role.CLIENT),
    tells=CASE_TEAM,
    counted=lambda n: ngettext(
        "{who} says that {count} answer of a helper is their own",
        "{who} says that {count} answers of a helper are their own",
        n,
    ),
)
BROUGHT = EventKind(
    "facts.brought",
    _("{who} brought in a file of answers: {name}"),
    by=roles(CASE_TEAM, OPERATOR),
)
HELD_AGAINST = EventKind(
    "facts.held-against",
    _("{who} held the file {name} against what is known, at the server"),
    by=OPERATOR,
)
IMPORTED = EventKind(
    "facts.imported",
    _("{who} took {count} answers from the file {name}"),
    by=roles(CASE_TEAM, OPERATOR),
    tells=CASE_TEAM,
    counted=lambda n: ngettext(
        "{who} took {count} answer from the file {name}",
        "{who} took {count} answers from the file {name}",
        n,
    ),
)
LEFT_ASIDE = EventKind(
    "facts.left-aside",
    _("{who} wants nothing more of the file {name}"),
    by=roles(CASE_TEAM),
)

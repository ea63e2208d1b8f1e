from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from harborlight.firm.events import EventKind
from harborlight.firm.roles import CASE_TEAM, CLOCK, DESK, LAWYERS, OFFICE, Role, roles

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
AIMED = EventKind(
    "deadline.aimed",
    _("{who} lets the firm work to {on} for a deadline: {title}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
MISSED = EventKind(
    "deadline.missed",
    _("{who} wrote down that a deadline was missed: {title}. {reason}"),
    by=LAWYERS,
    tells=roles(CASE_TEAM),
)
GIVEN = EventKind(
    "deadline.given",
    _("{who} made {name} answer for a deadline: {title}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
COUNTED = EventKind(
    "deadline.counted",
    _("{who} set a deadline by the law: {title}, {due}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
RECOUNTED = EventKind(
    "deadline.recounted",
    _("{who} counted a deadline anew: {title}, from {was} to {due}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
SHIFT_FOUND = EventKind(
    "deadline.shift-found",
    _("{title} would move from {was} to {due}: somebody must decide"),
    by=CLOCK,
    tells=CASE_TEAM,
)
SHIFT_ACCEPTED = EventKind(
    "deadline.shift-accepted",
    _("{who} moved a deadline from {was} to {due}, as the law counts now: {title}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
DAY_KEPT = EventKind(
    "deadline.day-kept",
    _("{who} left a deadline on {was}: {title}. {reason}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
UNCOUNTABLE = EventKind(
    "deadline.uncountable",
    _("{title} can no longer be counted: {reason}"),
    by=CLOCK,
    tells=CASE_TEAM,
)
COMPARED = EventKind(
    "deadline.compared",
    _("Deadlines were compared with the rules and closures of now: {count}"),
    by=CLOCK,
    counted=lambda n: ngettext(
        "{count} deadline was compared with the rules and closures of now",
        "{count} deadlines were compared with the rules and closures of now",
        n,
    ),
)
SHOWN = EventKind(
    "deadline.shown",
    _("{who} showed the client what is to be done by {due}: {title}"),
    by=CASE_TEAM,
    client_words=_("There is a new date for you: {title}"),
)
HIDDEN = EventKind(
    "deadline.hidden",
    _("{who} no longer shows the client a deadline: {title}"),
    by=CASE_TEAM,
)
WARNED = EventKind(
    "deadline.warned",
    _("{who} warned {name} of a deadline: {title}, {due}"),
    by=CLOCK,
)
UNWARNED = EventKind(
    "deadline.unwarned",
    _("Nobody can be warned of deadlines of these cases: {numbers}"),
    by=CLOCK,
    tells=OFFICE,
)
WARNING_SEEN = EventKind(
    "deadline.warning-seen",
    _("{who} saw the warning of a deadline: {title}"),
    by=roles(CASE_TEAM, Role.PRACTICE_MANAGER),
)
WARNING_SETTLED = EventKind(
    "deadline.warning-settled",
    _("{who} found out of a letter that broke off: {outcome}; to {name}, {title}"),
    by=roles(LAWYERS, Role.PRACTICE_MANAGER),
)
SILENT = EventKind(
    "deadline.silent",
    _("Nobody has looked through the deadlines since {since}"),
    by=CLOCK,
    tells=roles(Role.FIRM_ADMINISTRATOR, Role.PARTNER),
)
APPOINTED = EventKind(
    "deadline.appointment-set",
    _("{who} set an appointment: {title}, {on}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
APPOINTED_FOR_CLIENT = EventKind(
    "deadline.appointment-told",
    _("{who} set an appointment that the client sees: {title}, {on}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
    client_words=_("There is an appointment for you: {title}"),
)
CALLED_OFF = EventKind(
    "deadline.appointment-off",
    _("{who} called an appointment off: {title}, {on}. {reason}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
CALLED_OFF_FOR_CLIENT = EventKind(
    "deadline.appointment-off-told",
    _("{who} called an appointment off that the client saw: {title}, {on}. {reason}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
    client_words=_("An appointment does not take place: {title}"),
)
FEED_MADE = EventKind(
    "deadline.feed-made",
    _("{who} made a secret address of a calendar"),
    by=DESK,
)
FEED_ENDED = EventKind(
    "deadline.feed-ended",
    _("{who} closed a secret address of a calendar"),
    by=DESK,
)
# What the firm itself decides about its calendar.
KEEPERS = roles(LAWYERS, Role.PRACTICE_MANAGER, Role.FIRM_ADMINISTRATOR)
CLOSURE_ADDED = EventKind(
    "deadline.closure-added",
    _("{who} wrote down that offices were closed on {on}: {reason}"),
    by=KEEPERS,
    tells=KEEPERS,
)
CLOSURE_REMOVED = EventKind(
    "deadline.closure-removed",
    _("{who} took back that offices were closed on {on}: {reason}"),
    by=KEEPERS,
    tells=KEEPERS,
)
BUFFERS_CHANGED = EventKind(
    "deadline.buffers-changed",
    _("{who} changed how many days before a deadline the firm is to be done"),
    by=KEEPERS,
)

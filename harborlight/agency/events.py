from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from harborlight.firm.events import EventKind
from harborlight.firm.roles import CASE_TEAM, CLOCK, LAWYERS, OFFICE, Role, roles

TEAM_OR_CLOCK = roles(CASE_TEAM, CLOCK)
# Whoever keeps what the firm works by.
KEEPERS = roles(CASE_TEAM, Role.PRACTICE_MANAGER)

TRACKED = EventKind(
    "agency.tracked",
    _("{who} follows {number} at {agency}"),
    by=TEAM_OR_CLOCK,
)
NUMBER_CORRECTED = EventKind(
    "agency.number-corrected",
    _("{who} follows {number} instead of {was_number}"),
    by=CLOCK,
)
ENDED = EventKind(
    "agency.ended",
    _("{who} no longer follows {number} at {agency}: {reason}"),
    by=CASE_TEAM,
)
SEEN = EventKind(
    "agency.seen",
    _("{who} saw at {agency}, {number}: {status}"),
    by=TEAM_OR_CLOCK,
    tells=CASE_TEAM,
)
# Whoever recorded the receipt knows it already.
RECORDED = EventKind(
    "agency.recorded",
    _("At {agency}, {number}, stands by the filing: {status}"),
    by=CLOCK,
)
CHECKED = EventKind(
    "agency.checked",
    _("{who} looked at {agency}, {number}: nothing has changed"),
    by=CASE_TEAM,
)
SHOWN = EventKind(
    "agency.shown",
    _("The client can read at their page: {status}"),
    by=TEAM_OR_CLOCK,
    client_words=_("{agency}: {words}"),
)
# A person told it: no letter goes with it.
TOLD = EventKind(
    "agency.told",
    _("{who} told the client ({how}): {status}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
    client_words=_("{agency}: {words}"),
    quiet=True,
)
DECIDED = EventKind(
    "agency.decided",
    _("{who} said what “{text}” means: {status}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
MEANING_KEPT = EventKind(
    "agency.meaning-kept",
    _("{who} wrote down what “{text}” means in every case: {status}"),
    by=LAWYERS,
    tells=LAWYERS,
)
MEANING_DROPPED = EventKind(
    "agency.meaning-dropped",
    _("{who} took back what “{text}” means in every case"),
    by=LAWYERS,
    tells=LAWYERS,
)
LINE_CHANGED = EventKind(
    "agency.line-changed",
    _("{who} changed the access to the service of USCIS"),
    by=OFFICE,
    tells=OFFICE,
)
ASKED = EventKind(
    "agency.asked",
    _("The service of USCIS was asked about {count} cases"),
    by=CLOCK,
    counted=lambda n: ngettext(
        "The service of USCIS was asked about {count} case",
        "The service of USCIS was asked about {count} cases",
        n,
    ),
)
ASK_WANTED = EventKind(
    "agency.ask-wanted",
    _("{who} had the service of USCIS asked about {number}"),
    by=CASE_TEAM,
)
# Of one case: it was not asked about for days, and now it was.
ASKED_AGAIN = EventKind(
    "agency.asked-again",
    _("The service of USCIS was asked about {number} again, after {days} days"),
    by=CLOCK,
)
UNREACHABLE = EventKind(
    "agency.unreachable",
    _("The service of USCIS cannot be reached: {reason}"),
    by=CLOCK,
    tells=roles(OFFICE, Role.IT),
)
REACHABLE = EventKind(
    "agency.reachable",
    _("The service of USCIS answers again"),
    by=CLOCK,
    tells=roles(OFFICE, Role.IT),
)
BULLETIN_ENTERED = EventKind(
    "agency.bulletin-entered",
    _("{who} entered the Visa Bulletin of {month}"),
    by=KEEPERS,
    tells=LAWYERS,
)
BULLETIN_CONFIRMED = EventKind(
    "agency.bulletin-confirmed",
    _("{who} confirmed the Visa Bulletin of {month}"),
    by=KEEPERS,
    tells=LAWYERS,
)
PRIORITY_SET = EventKind(
    "agency.priority-set",
    _("{who} wrote down the priority date of {name}: {category}, {on}"),
    by=CASE_TEAM,
)
PRIORITY_MOVED = EventKind(
    "agency.priority-moved",
    _("Visa Bulletin of {month}, {chart}: the priority date of {name}: {became}"),
    by=CLOCK,
    tells=CASE_TEAM,
)
MOVE_DONE = EventKind(
    "agency.move-done",
    _("{who} acted on the priority date of {name}: {done}"),
    by=CASE_TEAM,
)
TIMES_ENTERED = EventKind(
    "agency.times-entered",
    _("{who} wrote down how long {form} takes: {low} to {high} months"),
    by=KEEPERS,
)
NO_NEWS_AGREED = EventKind(
    "agency.no-news-agreed",
    _("{who} agreed with {name} to write every {weeks} weeks where nothing happens"),
    by=CASE_TEAM,
)
NO_NEWS_ENDED = EventKind(
    "agency.no-news-ended",
    _("{who} ended the letters to {name} where nothing happens: {reason}"),
    by=TEAM_OR_CLOCK,
)
NO_NEWS = EventKind(
    "agency.no-news",
    _("{name} was written that nothing has changed; checked {on}, again by {due}"),
    by=CLOCK,
    client_words=_(
        "We checked your case on {on}: nothing has changed. We check again by {due}."
    ),
)
# The same where no letter may say that there is something to read.
NO_NEWS_QUIETLY = EventKind(
    "agency.no-news-quietly",
    _("{name} can read that nothing has changed; checked {on}, again by {due}"),
    by=CLOCK,
    client_words=_(
        "We checked your case on {on}: nothing has changed. We check again by {due}."
    ),
    quiet=True,
)
NOT_CHECKED = EventKind(
    "agency.not-checked",
    _(
        "Nobody has checked at the agency, so {name} was not written that nothing has "
        "changed"
    ),
    by=CLOCK,
    tells=CASE_TEAM,
)

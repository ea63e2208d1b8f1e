from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import CASE_TEAM, CLOCK, LAWYERS, OPENERS, Role, roles

OPENED = EventKind(
    "case.opened",
    _("{who} opened the case {number}"),
    by=OPENERS,
    tells=CASE_TEAM,
    client_words=_("We have started your case."),
    quiet=True,
)
PARTY_ADDED = EventKind(
    "case.party-added", _("{who} added {name} as {part}"), by=OPENERS
)
TEAM_CHANGED = EventKind(
    "case.team-changed",
    _("{who} put {name} on the case as {part}"),
    by=roles(OPENERS),
    tells=CASE_TEAM,
)
TEAM_LEFT = EventKind(
    "case.team-left", _("{who} took {name} off the case"), by=OPENERS, tells=CASE_TEAM
)
ACCESS_CHANGED = EventKind(
    "case.access-changed",
    _("{who} changed who may open the case: {access}"),
    by=LAWYERS,
    tells=LAWYERS,
)
SENSITIVITY_CHANGED = EventKind(
    "case.sensitivity-changed",
    _("{who} changed how carefully the case is kept: {kept}"),
    by=roles(CASE_TEAM, Role.PRACTICE_MANAGER),
    tells=CASE_TEAM,
)
WALL_RAISED = EventKind(
    "case.wall-raised", _("{who} raised a wall between the case and {name}"), by=LAWYERS
)
WALL_LOWERED = EventKind(
    "case.wall-lowered",
    _("{who} lowered the wall between the case and {name}"),
    by=LAWYERS,
)
LEAD_CHANGED = EventKind(
    "case.lead-changed",
    _("{who} made {name} the lead of the case"),
    by=roles(LAWYERS, Role.PRACTICE_MANAGER),
    tells=CASE_TEAM,
)
STAGE_CHANGED = EventKind(
    "case.stage-changed",
    _("{who} moved the case to “{stage}”"),
    by=roles(CASE_TEAM, CLOCK),
    tells=CASE_TEAM,
)
KEPT = {True: _("read by people only"), False: _("read by the program too")}
# What the log calls the milestones that the program itself records.
MILESTONES = {
    "filed": _("Sent to the government"),
    "receipt": _("Accepted by the government"),
    "transfer": _("Moved to another office"),
    "biometrics": _("Fingerprints and photo"),
    "evidence": _("The government asked for more papers"),
    "interview": _("Interview set"),
    "hearing": _("Hearing in court"),
    "decision": _("Approved"),
    "card": _("Card or document sent"),
    "oath": _("Oath ceremony"),
}
MILESTONE_REACHED = EventKind(
    "case.milestone",
    _("{who} recorded a milestone: {called}"),
    by=roles(CASE_TEAM, CLOCK),
    client_words=_("Your case reached a milestone: {called}"),
)
MILESTONE_CORRECTED = EventKind(
    "case.milestone-corrected",
    _("{who} corrected a milestone: {called}. {reason}"),
    by=CASE_TEAM,
)
MILESTONE_LINKED = EventKind(
    "case.milestone-linked",
    _("{who} put a paper beside the milestone: {called}"),
    by=CASE_TEAM,
)
CLOSED = EventKind(
    "case.closed", _("{who} closed the case"), by=roles(LAWYERS), tells=CASE_TEAM
)
CLOSED_UNPAID = EventKind(
    "case.closed-unpaid",
    _("{who} closed the case, knowing that {amount} stays unpaid"),
    by=roles(LAWYERS),
    tells=CASE_TEAM,
)
REOPENED = EventKind(
    "case.reopened",
    _("{who} opened the closed case again: {reason}"),
    by=roles(LAWYERS),
    tells=CASE_TEAM,
    client_words=_("We are working on your case again."),
)
INVITED = EventKind(
    "case.invited", _("{who} sent {name} an invitation to the portal"), by=OPENERS
)
PARTY_JOINED = EventKind(
    "case.party-joined",
    _("{name} joined the portal"),
    by=roles(CLOCK),
    tells=roles(OPENERS, Role.CLIENT_SERVICES),
)
_FETCHERS = roles(
    OPENERS,
    Role.CLIENT_SERVICES,
    Role.FINANCE,
    Role.AUDITOR,
    Role.OUTSIDE_COUNSEL,
    Role.CLIENT,
)
COPIED = EventKind(
    "file.copied",
    _("{who} downloaded a copy of {name} without what hides in it"),
    by=_FETCHERS,
)
DOWNLOADED = EventKind("file.downloaded", _("{who} downloaded {name}"), by=_FETCHERS)

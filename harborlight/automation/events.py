from django.utils.translation import gettext_lazy as _

from harborlight.automation.models.automations import KEEPERS
from harborlight.firm.events import EventKind
from harborlight.firm.roles import CASE_TEAM, CLIENTS, CLOCK, OFFICE, Role, roles

BEGUN = EventKind(
    "automation.begun", _("{who} began an automation: {name}"), by=KEEPERS
)
CHANGED = EventKind(
    "automation.changed",
    _("{who} changed the draft of an automation: {name}"),
    by=KEEPERS,
)
PUBLISHED = EventKind(
    "automation.published",
    _("{who} published an automation: {name}, version {number}"),
    by=roles(KEEPERS, CLOCK),
    tells=KEEPERS,
)
SWITCHED_ON = EventKind(
    "automation.on", _("{who} turned an automation on: {name}"), by=KEEPERS
)
SWITCHED_OFF = EventKind(
    "automation.off", _("{who} turned an automation off: {name}"), by=KEEPERS
)
REMOVED = EventKind(
    "automation.removed", _("{who} took an automation away: {name}"), by=KEEPERS
)
# What it does then has this event as its cause.
FIRED = EventKind("automation.fired", _("An automation acted: {name}"), by=CLOCK)
# Whoever it is for is told by a notice (actions/firing.py).
NOTICE = EventKind("automation.notice", _("{name}: {words}"), by=CLOCK)
STAGE_OFFERED = EventKind(
    "automation.stage-offered",
    _("{name}: the case could be moved to “{stage}”. A person decides."),
    by=CLOCK,
)
CLIENT_TOLD = EventKind(
    "automation.client-told",
    _("{name} told the client: {words}"),
    by=CLOCK,
    client_words=_("{words}"),
)
HELD_BACK = EventKind(
    "automation.held",
    _("An automation was held back, it follows from itself: {name}"),
    by=CLOCK,
    tells=KEEPERS,
)
HOOK_ADDED = EventKind(
    "hook.added", _("{who} added a program to be told: {name}"), by=OFFICE
)
HOOK_REMOVED = EventKind(
    "hook.removed", _("{who} no longer has a program told: {name}"), by=OFFICE
)
HOOK_TURNED = EventKind(
    "hook.secret-turned", _("{who} gave a program a new secret: {name}"), by=OFFICE
)
HOOK_SENT_AGAIN = EventKind(
    "hook.sent-again", _("{who} sent a message to a program again: {name}"), by=OFFICE
)
HOOK_GONE = EventKind(
    "hook.gone",
    _("The program {name} says that it is gone, and is told nothing any more"),
    by=CLOCK,
    tells=roles(OFFICE, Role.IT),
)
HOOK_GIVEN_UP = EventKind(
    "hook.given-up",
    _("The program {name} could not be told: {why}"),
    by=CLOCK,
    tells=roles(OFFICE, Role.IT),
)
CADENCE_CHANGED = EventKind(
    "reminder.cadence-changed",
    _("{who} changed how clients are reminded: {about}"),
    by=KEEPERS,
    tells=KEEPERS,
)
HOURS_CHANGED = EventKind(
    "reminder.hours-changed",
    _("{who} changed when clients may be reminded, and how often"),
    by=KEEPERS,
)
REACHING_SAID = EventKind(
    "reminder.reaching-said",
    _("{who} said how {name} may be reached"),
    by=roles(CASE_TEAM, Role.INTAKE, Role.CLIENT_SERVICES, CLIENTS),
)
TEXTS_ENDED = EventKind(
    "reminder.texts-ended",
    _("{name} answered a text message with a word that ends them: none is sent there"),
    by=CLOCK,
)
TEXTS_RESUMED = EventKind(
    "reminder.texts-resumed",
    _("{name} wrote that text messages may be sent there again"),
    by=CLOCK,
)
OWN_SET = EventKind(
    "reminder.own-set", _("{who} set a reminder for themselves"), by=CLIENTS
)
OWN_CHANGED = EventKind(
    "reminder.own-changed", _("{who} changed a reminder of their own"), by=CLIENTS
)
OWN_REMOVED = EventKind(
    "reminder.own-removed", _("{who} took back a reminder of their own"), by=CLIENTS
)
OWN_CAME = EventKind(
    "reminder.own-came",
    _("A client was reminded of what they had asked to be reminded of"),
    by=CLOCK,
    client_words=_("You wanted to be reminded: {words}"),
)
REMINDED = EventKind(
    "reminder.sent",
    _("{who} reminded {name}: {about}"),
    by=CLOCK,
    client_words=_("A reminder: {about}"),
    # The reminder itself is the letter.
    quiet=True,
)
TRIED_AGAIN = EventKind(
    "reminder.tried-again",
    _("{who} tried once more to remind {name}: {about}"),
    by=CLOCK,
)
NOT_REMINDED = EventKind(
    "reminder.not-sent",
    _("{name} was not reminded ({about}): {why}"),
    by=CLOCK,
)
ESCALATED = EventKind(
    "reminder.escalated",
    _("{name} was reminded and did not answer: {about}"),
    by=CLOCK,
    tells=CASE_TEAM,
)
CALL_ASKED = EventKind(
    "reminder.call",
    _("Please call {name}: {about}"),
    by=CLOCK,
    tells=CASE_TEAM,
)
REFUSED = EventKind(
    "reminder.refused",
    _("Reminders are held back since {since}: {why}"),
    by=CLOCK,
    tells=roles(OFFICE, Role.IT, Role.PRACTICE_MANAGER),
)
LOOKED = EventKind(
    "reminder.looked",
    _("{who} looked at a reminder of which nobody knows whether it went out"),
    by=roles(CASE_TEAM, KEEPERS),
)

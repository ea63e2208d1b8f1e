from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from harborlight.firm.events import EventKind
from harborlight.firm.roles import (
    CASE_TEAM,
    CLOCK,
    LAWYERS,
    OFFICE,
    OPENERS,
    OPERATOR,
    Role,
    roles,
)

# Who may check what another prepared: a qualified second person.
SECOND_READERS = roles(LAWYERS, Role.PARALEGAL, Role.CASE_MANAGER)

PLANNED = EventKind("filing.planned", _("{who} planned a filing: {name}"), by=OPENERS)
FORM_NEEDED = EventKind("form.needed", _("{who} added the form {form}"), by=OPENERS)
FORM_DROPPED = EventKind(
    "form.dropped", _("{who} took the form {form} out of {name}"), by=OPENERS
)
FILLED = EventKind(
    "form.filled",
    _("{who} filled {form}, answers missing: {missing}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
# The value stands in the row that it makes, sealed: the history says where and why.
TYPED_OVER = EventKind(
    "form.typed-over",
    _("{who} typed over a box of {form} ({item}): {reason}"),
    by=LAWYERS,
    tells=CASE_TEAM,
)
TYPED_LIFTED = EventKind(
    "form.typed-over-lifted",
    _("{who} gave a box of {form} ({item}) back to the answers"),
    by=LAWYERS,
    tells=CASE_TEAM,
)
# Beside the filling itself: it says that the form stands on another edition since.
REMAPPED = EventKind(
    "form.moved-edition",
    _("{who} moved {form} from the edition {was} to the edition {now}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
MOVE_PROPOSED = EventKind(
    "form.move-proposed",
    _("{who} proposed to move {form} from the edition {was} to {now}: {reason}"),
    by=OPERATOR,
    tells=LAWYERS,
)
MOVES_LOOKED_AT = EventKind(
    "form.moves-looked-at",
    _(
        "{who} looked at the server at what would differ on the edition {now}: {form}, "
        "drafts: {drafts}"
    ),
    by=OPERATOR,
)
MOVE_TAKEN = EventKind(
    "form.move-taken",
    _("{who} looked at what differs and moved {form} to the edition {now}"),
    by=LAWYERS,
    tells=CASE_TEAM,
)
MOVE_DECLINED = EventKind(
    "form.move-declined",
    _("{who} left {form} on the edition {was}"),
    by=LAWYERS,
    tells=CASE_TEAM,
)
APPROVED = EventKind(
    "form.approved",
    _("{who} checked and approved {form}"),
    by=SECOND_READERS,
    tells=CASE_TEAM,
)
# Apart from the other: a reader of the history must see that nobody else looked.
APPROVED_ALONE = EventKind(
    "form.approved-alone",
    _(
        "{who} checked and approved {form} alone, without a second pair of eyes: the "
        "firm has one attorney and waives it"
    ),
    by=LAWYERS,
    tells=CASE_TEAM,
)
# Apart from the approval: it says what the second reader knew and signed off.
SIGNED_OPEN = EventKind(
    "form.goes-open",
    _("{who} let {form} go to signature with {count} answers missing"),
    by=SECOND_READERS,
    tells=CASE_TEAM,
    counted=lambda n: ngettext(
        "{who} let {form} go to signature with {count} answer missing",
        "{who} let {form} go to signature with {count} answers missing",
        n,
    ),
)
# Apart from the approval: of a form only those hear who sign it.
TO_SIGN = EventKind(
    "form.to-sign",
    _("{who} asked {name} to read and sign {form}"),
    by=SECOND_READERS,
    client_words=_("Your {form} is ready: please read it and sign it in ink."),
)
SENT_BACK = EventKind(
    "form.sent-back",
    _("{who} sent {form} back: {comment}"),
    by=SECOND_READERS,
    tells=CASE_TEAM,
)
READ = EventKind("form.read", _("{who} read {form}"), by=roles(Role.CLIENT))
SENT = EventKind(
    "filing.sent",
    _("{who} recorded that {name} was sent on {on}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
    client_words=_("We sent your case on {on}. It has not been accepted yet."),
)
RECEIPT = EventKind(
    "filing.receipt",
    _("{who} recorded the receipt number {number}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
    client_words=_(
        "The government accepted your filing. Your receipt number is {number}."
    ),
)
FORM_RECEIPT = EventKind(
    "filing.form-receipt",
    _("{who} recorded the receipt number {number} of {form}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
    client_words=_("The government accepted your {form}. Its number is {number}."),
)
# No client reads it here: a person tells them first.
FORM_REJECTED = EventKind(
    "filing.form-rejected",
    _("{who} recorded that {form} of {name} came back on {on}: {why}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
FORM_RECEIPT_CORRECTED = EventKind(
    "filing.form-receipt-corrected",
    _("{who} corrected the receipt number {was} of {form}, it is {number}: {reason}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
    client_words=_("We corrected the receipt of your {form}: its number is {number}."),
)
SENT_CORRECTED = EventKind(
    "filing.sent-corrected",
    _("{who} corrected the day on which {name} was sent, from {was} to {on}: {reason}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
    client_words=_("We corrected the day on which we sent your case: it was {on}."),
)
SENDING_CORRECTED = EventKind(
    "filing.sending-corrected",
    _("{who} corrected how {name} was sent, from “{was}” to “{now}”: {reason}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
RECEIPT_CORRECTED = EventKind(
    "filing.receipt-corrected",
    _("{who} corrected the receipt number {was}, it is {number}: {reason}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
    client_words=_("We corrected your receipt: its number is {number}, its date {on}."),
)
NOTICE_ATTACHED = EventKind(
    "filing.notice-attached",
    _("{who} attached the receipt notice {number} of {name}, version {version}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
    client_words=_("The receipt notice {number} is here: you can open and keep it."),
)
# Everybody who works on the case hears of it: what was sent is no longer what is known.
CHANGED_SINCE_SENT = EventKind(
    "filing.changed-since",
    _("After {name} was sent, answers on it changed: {forms}"),
    by=CLOCK,
    tells=CASE_TEAM,
)
SAME_AGAIN = EventKind(
    "filing.same-again",
    _("The answers are again as {name} was sent: {forms}"),
    by=CLOCK,
)
LOOKED_AT = EventKind(
    "filing.looked-at",
    _(
        "{who} looked at answers that changed after {name} was sent ({forms}): {becomes}"
    ),
    by=SECOND_READERS,
    tells=CASE_TEAM,
)
BLANK_ADDED = EventKind(
    "blank.added",
    _("{who} put the blank of {form} into the library"),
    by=roles(OPENERS, OFFICE),
)
BLANK_ASKED = EventKind(
    "blank.asked",
    _("{who} asked the agency for the blank of {form}"),
    by=roles(OPENERS, OFFICE),
)
PACKET_ATTACHED = EventKind(
    "filing.packet-attached",
    _("{who} let the packet {name} go with the filing {filing}"),
    by=CASE_TEAM,
)
PACKET_SUPPORTS = EventKind(
    "filing.packet-supports",
    _("{who} let the packet {name} support {form} in the filing {filing}"),
    by=CASE_TEAM,
)
ENVELOPE_CHOSEN = EventKind(
    "filing.envelope",
    _("{who} said how {name} goes out and how it is paid"),
    by=CASE_TEAM,
)
PAYMENTS_NOTED = EventKind(
    "filing.payments",
    _("{who} noted what the payment forms of {name} say: {amount}"),
    by=CASE_TEAM,
)
PREPARED = EventKind(
    "filing.prepared",
    _("{who} said that {name} is prepared and can be checked"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
FINDING_ANSWERED = EventKind(
    "filing.finding-answered",
    _("{who} answered what the preflight of {name} found ({what}): {words}"),
    by=SECOND_READERS,
)
STOP_LIFTED = EventKind(
    "filing.stop-lifted",
    _("{who} lets {name} go out in spite of a hard stop ({what}): {words}"),
    by=LAWYERS,
    tells=CASE_TEAM,
)
CERTIFIED = EventKind(
    "filing.certified",
    _("{who} checked {name}, prepared by {other}, and certified it: {sha256}"),
    by=SECOND_READERS,
    tells=CASE_TEAM,
)
# Apart from the other: a reader of the history must see that nobody else looked.
CERTIFIED_ALONE = EventKind(
    "filing.certified-alone",
    _(
        "{who} checked and certified {name} alone, without a second pair of eyes: the "
        "firm has one attorney and waives it: {sha256}"
    ),
    by=LAWYERS,
    tells=CASE_TEAM,
)
DELIVERED = EventKind(
    "filing.delivered",
    _("{who} recorded that {name} was delivered on {on}"),
    by=CASE_TEAM,
)
# No client reads it here: a person tells them first.
REJECTED = EventKind(
    "filing.rejected",
    _("{who} recorded that {name} was rejected on {on}: {why}"),
    by=CASE_TEAM,
    tells=CASE_TEAM,
)
SHARES_ENVELOPE = EventKind(
    "filing.shares-envelope",
    _("{who} put {name} into the envelope of {other}"),
    by=CASE_TEAM,
)
OWN_ENVELOPE = EventKind(
    "filing.own-envelope",
    _("{who} took {name} out of the envelope of {other}: it goes in its own"),
    by=CASE_TEAM,
)
PAGE_TYPED = EventKind(
    "sheet.typed",
    _("{who} typed the page “{page}” of {form} on the site of {agency}"),
    by=CASE_TEAM,
)
PAGE_UNTYPED = EventKind(
    "sheet.untyped",
    _("{who} said that the page “{page}” of {form} is to be typed again"),
    by=CASE_TEAM,
)

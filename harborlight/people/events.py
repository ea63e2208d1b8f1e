from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import CLOCK, LAWYERS, OPENERS, Role, roles

ADDED = EventKind("person.added", _("{who} added {name}"), by=OPENERS)
CHANGED = EventKind(
    "person.changed",
    _("{who} changed the details of {name}"),
    by=roles(OPENERS, CLOCK),
)
CHECKED = EventKind(
    "conflict.checked",
    _("{who} checked for conflicts: {found} of {known} people looked alike"),
    by=OPENERS,
)
DECIDED = EventKind(
    "conflict.decided",
    _("{who} decided the conflict check: {decision}"),
    by=roles(LAWYERS, Role.INTAKE, Role.PARALEGAL, Role.CASE_MANAGER),
    tells=LAWYERS,
)
INVITED = EventKind(
    "person.invited", _("{who} invited {name} to the portal"), by=OPENERS
)
WITHDRAWN = EventKind(
    "invitation.withdrawn", _("{who} withdrew the invitation of {name}"), by=OPENERS
)
INVITATION_REFUSED = EventKind(
    "invitation.refused",
    _("Somebody opened the invitation of {name} and gave a wrong date of birth"),
    by=roles(Role.CLOCK),
    tells=OPENERS,
)
JOINED = EventKind(
    "person.joined",
    _("{who} joined the portal"),
    by=roles(Role.CLIENT),
    client_words=_("You joined the portal."),
    quiet=True,
)

from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import GUESTS, OPENERS, Role, roles

# Who reads case files, but for auditors: they look, and change nothing.
SAVERS = roles(OPENERS, Role.CLIENT_SERVICES, GUESTS)

# What was looked for is told to nobody: it may name a client.
SAVED = EventKind("search.saved", _("{who} saved a search: {name}"), by=SAVERS)
CHANGED = EventKind(
    "search.changed", _("{who} changed a saved search: {name}"), by=SAVERS
)
DELETED = EventKind(
    "search.deleted", _("{who} deleted a saved search: {name}"), by=SAVERS
)

from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import FILE_READERS
from harborlight.firm.events import EventKind

# What was looked for is told to nobody: it may name a client.
SAVED = EventKind("search.saved", _("{who} saved a search: {name}"), by=FILE_READERS)
CHANGED = EventKind(
    "search.changed", _("{who} changed a saved search: {name}"), by=FILE_READERS
)
DELETED = EventKind(
    "search.deleted", _("{who} deleted a saved search: {name}"), by=FILE_READERS
)

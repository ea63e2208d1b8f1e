"""What a fact is called where it stands alone: with what it is a part of."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harborlight.facts.catalogue import Entry, catalogue
from harborlight.firm.words import in_words

# What sets of facts are a part of, by how their paths begin.
_PARTS = {
    "mailing": gettext_lazy("Mailing address"),
    "us_address": gettext_lazy("Address in the United States"),
    "foreign_address": gettext_lazy("Address abroad"),
    "native_address": gettext_lazy("Address in own script"),
    "together": gettext_lazy("Where the spouses lived together"),
    "spouse": gettext_lazy("Spouse"),
}


def whole_label(entry: Entry) -> str:
    """In the reader's language: "Mailing address: ZIP code", "Addresses: From"."""
    label = in_words(entry.labels)
    whole = str(_PARTS.get(entry.path.partition(".")[0], ""))
    if entry.group:
        whole = in_words(catalogue().groups[entry.of, entry.group].labels)
    said = _("%(whole)s: %(label)s") % {"whole": whole, "label": label}
    return said if whole else label

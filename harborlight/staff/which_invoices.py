"""Which invoices of the office a list shows: unpaid, drafts, paid, or all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from harborlight.billing.models import Invoice
from harborlight.billing.queries import OPEN

if TYPE_CHECKING:
    from harborlight.billing.models.invoices import Invoices

ENDED = (Invoice.State.PAID, Invoice.State.WRITTEN_OFF)
# What was asked for at some time: a draft that was thrown away never was.
ASKED = ~Q(number="")
SHOWN = {
    "": (_("Unpaid"), Q(state__in=OPEN)),
    "drafts": (_("Drafts"), Q(state=Invoice.State.DRAFT)),
    "paid": (pgettext_lazy("invoices", "Paid"), Q(state__in=ENDED)),
    "all": (pgettext_lazy("invoices", "All"), ASKED),
}


class WhichForm(forms.Form):
    """What stands in the address: whatever is not known shows the unpaid ones."""

    show = forms.ChoiceField(
        choices=[(name, label) for name, (label, _which) in SHOWN.items()],
        required=False,
    )

    @property
    def shows(self) -> str:
        return self.cleaned_data["show"] if self.is_valid() else ""

    def of(self, rows: Invoices) -> Invoices:
        """Those of them that are wanted; of what is over, the newest first."""
        rows = rows.filter(SHOWN[self.shows][1])
        return rows.order_by("-issued_on", "-number") if self.shows != "" else rows

    @property
    def query(self) -> str:
        """The rest of the address, on other pages of the list."""
        return f"&{urlencode({'show': self.shows})}" if self.shows else ""

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return [
            {
                "label": label,
                "href": f"?{urlencode({'show': name})}" if name else "?",
                "here": name == self.shows,
            }
            for name, (label, _which) in SHOWN.items()
        ]

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.billing.forms.trust import OnceForm
from harborlight.billing.models import Advance
from harborlight.firm.fields import DollarField, WordsField, offer
from harborlight.firm.ids import new_id, shown
from harborlight.people.models import Person


class AdvanceForm(OnceForm):
    """What must be said of a government fee that the firm pays for a client."""

    words = WordsField(
        label=_("Which fee"),
        help_text=_("The client reads this. For example: USCIS fee, Form I-485."),
        max_length=200,
        error_messages={"required": _("Write which fee it is.")},
    )
    cents = DollarField(label=_("How much we paid"))
    way = forms.ChoiceField(
        label=_("How we paid"), choices=[("", _("Choose…")), *Advance.Way.choices]
    )
    person = forms.ChoiceField(
        label=_("For whom"), help_text=_("Who is billed for it, or repays it.")
    )
    field_order = ("words", "cents", "way", "person", "on", "once")

    def __init__(
        self, data: Any = None, *, today: date, people: Iterable[Person]
    ) -> None:
        super().__init__(data, today=today)
        self.people = {one.key: one for one in people}
        named = [(key, one.full_name) for key, one in self.people.items()]
        offer(self, "person", [("", _("Choose…")), *named])

    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        chosen = self.people[self.cleaned_data["person"]]
        return self.cleaned_data | {"person": chosen}


class RepayForm(forms.Form):
    """Why an advance comes back out of trust."""

    why = WordsField(
        label=_("Why"), help_text=_("The client reads this."), max_length=300
    )
    # Stands for this asking, so that a form sent twice is asked once.
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"once": shown(new_id())})

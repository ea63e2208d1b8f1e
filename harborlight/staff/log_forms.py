"""What the readers of the log may ask for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from harborlight.firm.actor import Actor
from harborlight.firm.events import KINDS
from harborlight.firm.ids import read
from harborlight.firm.queries import staff_of
from harborlight.staff.office_words import subject_name


class _Asking(forms.Form):
    """Filters in an address: what is wrong is left out, not refused."""

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data, auto_id="%s")
        self.actor = actor
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [("", _("Everybody"))] + [
            (user.key, user.name) for user, _parts in staff_of(actor)
        ]
        self.is_valid()

    def said(self, name: str) -> Any:
        return self.cleaned_data.get(name) or None

    @property
    def user(self) -> UUID | None:
        chosen = self.said("who")
        return read(chosen) if chosen else None

    @property
    def query(self) -> str:
        """The same filters in an address, to go on with."""
        said = {
            name: self.data[name]
            for name in self.fields
            if self.said(name) and name != "before"
        }
        return urlencode(said)


class LooksForm(_Asking):
    who = forms.ChoiceField(label=_("Who"), required=False)


def subjects() -> list[tuple[str, str]]:
    found = sorted({kind.split(".")[0] for kind in KINDS}, key=subject_name)
    return [("", str(_("Everything"))), *((one, subject_name(one)) for one in found)]


class LogForm(_Asking):
    about = forms.ChoiceField(label=_("About"), choices=subjects, required=False)
    who = forms.ChoiceField(label=_("Who"), required=False)
    since = forms.DateField(
        label=pgettext_lazy("day", "From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    @property
    def before(self) -> UUID | None:
        """The event that the page before ended with."""
        try:
            return read(self.data.get("before", ""))
        except ValueError:
            return None

    @property
    def wanted(self) -> dict[str, Any]:
        until = self.said("until")
        about = self.said("about")
        return {
            "kind": f"{about}." if about else "",
            "user": self.user,
            "since": self._begins(self.said("since")),
            "until": self._begins(until + timedelta(days=1) if until else None),
        }

    def _begins(self, day: date | None) -> datetime | None:
        """When this day begins where the firm is."""
        zone = ZoneInfo(self.actor.firm.time_zone)
        return datetime.combine(day, time.min, zone) if day else None


class ExportForm(LogForm):
    as_file = forms.ChoiceField(
        label=_("As"), choices=[("csv", "CSV"), ("jsonl", "JSON Lines")], required=False
    )

    @property
    def kind_of_file(self) -> str:
        return self.said("as_file") or "csv"

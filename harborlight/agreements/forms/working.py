from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.agreements.models import Cost, Work
from harborlight.firm.amount_fields import DurationField
from harborlight.firm.fields import DayField, DollarField, WordsField, offer
from harborlight.firm.ids import new_id, shown
from harborlight.firm.models import User
from harborlight.people.models import Person


class _OfAPastDay(forms.Form):
    """Nobody worked or spent anything on a day that is still to come."""

    def __init__(self, *args: Any, today: date, **also: Any) -> None:
        super().__init__(*args, **also)
        self.today = today

    def past(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day and day > self.today:
            raise ValidationError(gettext("This day is still to come."))
        return day


class TimeForm(_OfAPastDay):
    """What somebody did in a case, and how long it took."""

    words = WordsField(
        label=_("What was done"),
        help_text=_("It stands on the invoice."),
        max_length=200,
        error_messages={"required": _("Write what was done.")},
    )
    minutes = DurationField(label=_("How long"), help_text=_("1:30, 1.5 h, or 90"))
    work = forms.ChoiceField(label=_("Kind of work"), choices=Work.choices)
    on = DayField(label=_("On which day"))
    billable = forms.BooleanField(label=_("It is billed"), required=False, initial=True)

    def clean_on(self) -> date | None:
        return self.past("on")


class WriteTimeForm(TimeForm):
    """Time that is written down: a form that is sent twice is one entry."""

    once = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **also: Any) -> None:
        super().__init__(*args, **also)
        self.initial["once"] = shown(new_id())


class WriteOffForm(forms.Form):
    """Why work that was done is not billed."""

    why = WordsField(
        label=_("Why it is not billed"),
        help_text=_("It stays in the firm; the client does not read it."),
        max_length=200,
    )


class TimerForm(forms.Form):
    """What somebody begins to do."""

    work = forms.ChoiceField(label=_("Kind of work"), choices=Work.choices)
    words = WordsField(label=_("What you do"), max_length=200, required=False)

    def __init__(self, *args: Any, **also: Any) -> None:
        # It stands beside the form for time that is over.
        super().__init__(*args, **{"auto_id": "id_timer_%s", **also})


class StopForm(forms.Form):
    """What was done while a timer ran."""

    words = WordsField(
        label=_("What was done"),
        help_text=_("It stands on the invoice."),
        max_length=200,
        error_messages={"required": _("Write what was done.")},
    )
    minutes = DurationField(
        label=_("How long, if not as the timer ran"),
        help_text=_("1:30, 1.5 h, or 90"),
        required=False,
    )


class CostForm(_OfAPastDay):
    """What something costs: as it is estimated, or as it was."""

    kind = forms.ChoiceField(label=_("What kind"), choices=Cost.Kind.choices)
    words = WordsField(
        label=_("What for"),
        help_text=_("The client reads this."),
        max_length=200,
        error_messages={"required": _("Write what the money is for.")},
    )
    estimate_cents = DollarField(label=_("Estimate"), required=False)
    actual_cents = DollarField(
        label=_("What it was"),
        help_text=_("Where it is spent already."),
        required=False,
    )
    spent_on = DayField(label=_("Spent on"), required=False)
    # Stands for this noting, so that a form sent twice is one cost.
    once = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **also: Any) -> None:
        super().__init__(*args, **also)
        self.initial["once"] = shown(new_id())

    def clean_spent_on(self) -> date | None:
        return self.past("spent_on")

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if self.errors:
            return said
        if not (said.get("estimate_cents") or said.get("actual_cents")):
            self.add_error(
                "estimate_cents", gettext("Write an estimate, or what it was.")
            )
        if bool(said.get("actual_cents")) != bool(said.get("spent_on")):
            self.add_error("spent_on", gettext("Say both: what it was, and which day."))
        return {**said, "estimate_cents": said.get("estimate_cents") or 0}


class ChangeCostForm(forms.Form):
    """What was noted of a cost, put right."""

    kind = forms.ChoiceField(label=_("What kind"), choices=Cost.Kind.choices)
    words = WordsField(
        label=_("What for"),
        help_text=_("The client reads this."),
        max_length=200,
        error_messages={"required": _("Write what the money is for.")},
    )
    estimate_cents = DollarField(label=_("Estimate"), required=False)

    def __init__(self, *args: Any, is_spent: bool, **also: Any) -> None:
        super().__init__(*args, **also)
        self.is_spent = is_spent

    def clean_estimate_cents(self) -> int:
        cents: int | None = self.cleaned_data["estimate_cents"]
        if not (cents or self.is_spent):
            raise ValidationError(gettext("Write an estimate, or what it was."))
        return cents or 0


class SpentForm(_OfAPastDay):
    """What a cost was in the end."""

    actual_cents = DollarField(label=_("What it was"))
    spent_on = DayField(label=_("Spent on"))

    def clean_spent_on(self) -> date | None:
        return self.past("spent_on")


class _OfPeople(forms.Form):
    """Chooses one of the people of a case."""

    person: str

    def __init__(self, *args: Any, people: Iterable[Person], **also: Any) -> None:
        super().__init__(*args, **also)
        self.people = {one.key: one for one in people}
        named = [(key, one.full_name) for key, one in self.people.items()]
        offer(self, self.person, named)


class AskCostForm(_OfPeople):
    """Who is asked to agree to a cost."""

    person = "of"
    of = forms.ChoiceField(label=_("Who is asked"))

    def clean_of(self) -> Person:
        return self.people[self.cleaned_data["of"]]


class DeclineCostForm(forms.Form):
    """Why a client does not agree to a cost."""

    reason = WordsField(
        label=_("Why not"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        required=False,
    )


class BillForm(_OfPeople):
    """Who pays for the unbilled work."""

    person = "payer"
    payer = forms.ChoiceField(label=_("Who pays"))

    def clean_payer(self) -> Person:
        return self.people[self.cleaned_data["payer"]]


class RateForm(forms.Form):
    """What an hour of somebody's costs."""

    user = forms.ChoiceField(label=_("Whose hours"), required=False)
    work = forms.ChoiceField(label=_("Kind of work"), choices=Work.choices)
    cents = DollarField(label=_("An hour costs"))
    from_on = DayField(label=_("From which day on"))

    def __init__(self, *args: Any, people: Iterable[User], **also: Any) -> None:
        super().__init__(*args, **also)
        self.known = {str(one.pk): one for one in people}
        named = [(key, one.name) for key, one in self.known.items()]
        offer(self, "user", [("", _("Everybody without a rate of their own")), *named])

    def clean_user(self) -> User | None:
        return self.known.get(self.cleaned_data["user"])

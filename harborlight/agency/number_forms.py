"""What must be said of the Visa Bulletin, of places in its line, and of how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.agency.forms import NO_DAY, PastForm, day_field
from harborlight.agency.models import NoNews
from harborlight.firm.fields import WordsField, offer
from harborlight.firm.words import in_words
from harborlight.law.bulletin import BadTable, areas, categories, read_chart
from harborlight.law.cspa import Age, NotCounted, frozen_age, preference_age

WRONG = {
    "no areas": _("Line %(line)s: paste the line that names the areas, too, above it."),
    "row": _(
        "Line %(line)s has another number of cells than there are areas: %(text)s"
    ),
    "cell": _("Line %(line)s: “%(text)s” is no day, no C and no U."),
    "twice": _("Line %(line)s: this category stands there twice: %(text)s"),
    "empty": _("No row of the bulletin was found in it."),
}


class MonthInput(forms.DateInput):
    """The browser's choice of a month."""

    input_type = "month"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m")


class BulletinForm(forms.Form):
    """A month: its two charts as they are pasted; cleaned to tables."""

    month = forms.DateField(
        label=_("Month"),
        widget=MonthInput,
        input_formats=["%Y-%m"],
        help_text=_("For example 2026-12."),
        error_messages={
            "required": _("Choose the month."),
            "invalid": _("Write the year and the month, for example 2026-12."),
        },
    )
    final = WordsField(
        label=_("Final action dates"),
        help_text=_(
            "Paste the table with the line that names the areas, family and employment "
            "one below the other. Commas or tabs between the cells."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        max_length=20_000,
        error_messages={"required": _("Paste the table.")},
    )
    filing = WordsField(
        label=_("Dates for filing"),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        max_length=20_000,
        error_messages={"required": _("Paste the table.")},
    )
    source = WordsField(
        label=_("Where it stands"),
        max_length=300,
        error_messages={"required": _("Write where you have it from.")},
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for name in ("final", "filing"):
            if said.get(name) and said.get("month"):
                try:
                    said[name] = read_chart(said[name], said["month"])
                except BadTable as why:
                    words = {"line": why.line, "text": why.text}
                    self.add_error(name, str(WRONG[why.code]) % words)
        return said


class PriorityForm(PastForm):
    """Somebody's place in the line. people: (key, name) of the case."""

    past = ("on",)

    person = forms.ChoiceField(label=_("Whose it is"))
    category = forms.ChoiceField(label=_("Category"))
    area = forms.ChoiceField(
        label=_("Chargeability"),
        help_text=_("Usually the country of birth; sometimes that of the spouse."),
    )
    on = day_field(_("Priority date"))
    source = WordsField(
        label=_("What shows it"),
        help_text=_("The notice, or the labor certification."),
        max_length=300,
        error_messages={"required": _("Write what shows it: others must trust it.")},
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people)
        offer(self, "category", [(k, in_words(v)) for k, v in categories().items()])
        offer(self, "area", [(k, in_words(v)) for k, v in areas().items()])


class MoveForm(forms.Form):
    """What was done about a priority date that moved."""

    done = WordsField(
        label=_("What you did"),
        max_length=300,
        error_messages={"required": _("Write what you did.")},
    )


class MonthsField(forms.DecimalField):
    """Months, with one digit behind the point; cleaned to tenths of a month."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=400, decimal_places=1, **kwargs)

    def clean(self, value: Any) -> int:
        return int((super().clean(value) or Decimal(0)) * 10)

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 10:g}" if isinstance(value, int) else value


class TimesForm(PastForm):
    """How long a form takes, by what the agency published on a day."""

    past = ("published_on",)

    form = WordsField(
        label=_("Form"),
        help_text=_("For example I-130."),
        max_length=20,
        error_messages={"required": _("Write the form.")},
    )
    office = WordsField(
        label=_("Office or kind"),
        help_text=_("Where the agency tells them apart; else leave it empty."),
        required=False,
        max_length=60,
    )
    low = MonthsField(
        label=_("From (months)"), error_messages={"required": _("Write the months.")}
    )
    high = MonthsField(
        label=_("To (months)"), error_messages={"required": _("Write the months.")}
    )
    published_on = day_field(_("Published on"))
    source = WordsField(
        label=_("Where it stands"),
        max_length=300,
        error_messages={"required": _("Write where you have it from.")},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if {"low", "high"} <= said.keys() and said["high"] < said["low"]:
            self.add_error("high", gettext("It is less than where it begins."))
        if said.get("form"):
            said["form"] = said["form"].upper()
        return said


class NoNewsForm(forms.Form):
    """How often somebody hears that nothing has changed. people: (key, name)."""

    person = forms.ChoiceField(label=_("Who is written to"))
    weeks = forms.IntegerField(
        label=_("Every so many weeks"), min_value=1, max_value=52, initial=4
    )
    channel = forms.ChoiceField(
        label=_("How"),
        choices=NoNews.Channel.choices,
        help_text=_(
            "What it says stands only on their page, in their language. Where somebody "
            "else might read their mail, choose the page alone."
        ),
    )
    first_on = day_field(_("The first one on"))

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[str, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offer(self, "person", people)

    def clean_first_on(self) -> date:
        day: date = self.cleaned_data["first_on"]
        if day <= self.today:
            raise forms.ValidationError(gettext("Choose a day that is still to come."))
        return day


class EndNoNewsForm(forms.Form):
    """Why these letters end."""

    reason = WordsField(
        label=_("Why they end"),
        max_length=300,
        error_messages={"required": _("Write why.")},
    )


class AgeForm(forms.Form):
    """The days from which an age under the Child Status Protection Act is counted."""

    law = forms.ChoiceField(
        label=_("Which child"),
        choices=[
            ("preference", _("Of a preference category (family or employment)")),
            ("relative", _("Of an immediate relative petition of a citizen")),
            ("asylee", _("Of an asylee or a refugee")),
        ],
    )
    born = day_field(_("Date of birth"))
    filed = day_field(
        _("Filed on"),
        help_text=_(
            "The petition. Of an asylee or a refugee, the parent’s application; of an "
            "immediate relative also the day on which the parent naturalized, if later."
        ),
    )
    approved = day_field(
        _("Petition approved on"),
        required=False,
        help_text=_("Only for a preference category."),
    )
    available = day_field(
        _("A visa number was available since"),
        required=False,
        help_text=_(
            "The first day of the month in which the bulletin had one. Only for a "
            "preference category."
        ),
    )
    age: Age | None = None

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        preference = said.get("law") == "preference"
        for name in ("approved", "available"):
            if preference and not said.get(name) and name not in self.errors:
                self.add_error(name, NO_DAY["required"])
        if not self.errors:
            self._count(said, preference)
        return said

    def _count(self, said: dict[str, Any], preference: bool) -> None:
        days = {"born": said["born"]}
        try:
            if preference:
                days |= {n: said[n] for n in ("filed", "approved", "available")}
                self.age = preference_age(**days)
            else:
                self.age = frozen_age(**days, on=said["filed"], law=said["law"])
        except NotCounted as why:
            if str(why) == "filed":
                self.add_error(
                    "approved", gettext("It was approved before it was filed.")
                )
            else:
                self.add_error("born", gettext("This is after the day that counts."))

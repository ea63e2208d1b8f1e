from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import DayField, WordsField
from harborlight.paying.exporting import CODES, COLUMNS, INVOICE_COLUMNS
from harborlight.paying.models import ExportPlan
from harborlight.paying.models.exports import About, Days, Shape

# The two tables that the firm names the columns of, by how their fields begin.
TABLES = {"column": COLUMNS, "invoice": INVOICE_COLUMNS}


class ExportForm(forms.Form):
    """What is exported, and the days that it covers, both included."""

    about = forms.ChoiceField(
        label=_("What"), choices=About.choices, initial=About.TRANSACTIONS
    )
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        begins = today.replace(day=1)
        first = {"first": begins, "last": today, "about": About.TRANSACTIONS}
        super().__init__(data, initial=first)
        self.today = today

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and first > last:
            self.add_error("last", gettext("The last day lies before the first."))
        elif first and last and (last - first).days > 366:
            self.add_error("last", gettext("At most a year at once."))
        if last and last > self.today:
            self.add_error("last", gettext("This day is still to come."))
        return said


class PlanForm(forms.Form):
    """How the bookkeeping program wants its transactions."""

    shape = forms.ChoiceField(label=_("Kind of file"), choices=Shape.choices)
    is_daily = forms.BooleanField(
        label=_("Make one every night for the day before"), required=False
    )
    days = forms.ChoiceField(
        label=_("How days are written"), choices=Days.choices, required=False
    )
    case_codes = WordsField(
        label=_("Account codes of cases"),
        help_text=_(
            "One a line: the number of a case or the name of a kind of case, an equals "
            "sign, the code. For example: 2026-0012 = 4010"
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        required=False,
    )

    def __init__(self, data: Any = None, *, plan: ExportPlan) -> None:
        codes = "\n".join(f"{name} = {code}" for name, code in plan.case_codes.items())
        first = {"shape": plan.shape, "is_daily": plan.is_daily, "case_codes": codes}
        super().__init__(data, initial={**first, "days": plan.days})
        for table, known in TABLES.items():
            self._columns(table, known, dict(_chosen(plan, table)))
        for what, label in CODES.items():
            said = plan.codes.get(what, "")
            self._add(f"code_{what.replace(' ', '_')}", label, said)

    def _columns(
        self, table: str, known: Mapping[str, Any], chosen: Mapping[str, str]
    ) -> None:
        """A heading and a place for each; those that are chosen in their order."""
        order = [*chosen, *(what for what in known if what not in chosen)]
        for what, label in known.items():
            self._add(f"{table}_{what}", label, chosen.get(what, ""))
            self.fields[f"{table}_place_{what}"] = forms.IntegerField(
                label=gettext("Place of “%(name)s”") % {"name": label},
                min_value=1,
                max_value=99,
                required=False,
                initial=order.index(what) + 1,
            )

    def _add(self, name: str, label: Any, value: str) -> None:
        self.fields[name] = WordsField(
            label=label, max_length=60, required=False, initial=value
        )

    @property
    def columns(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return self._pairs("column")

    @property
    def invoice_columns(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return self._pairs("invoice")

    def _pairs(self, table: str) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [
            (self[f"{table}_{what}"], self[f"{table}_place_{what}"])
            for what in TABLES[table]
        ]

    @property
    def codes(self) -> list[forms.BoundField]:
        return [self[f"code_{what.replace(' ', '_')}"] for what in CODES]

    def clean_days(self) -> str:
        return self.cleaned_data["days"] or Days.ISO

    def clean_case_codes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for line in self.cleaned_data["case_codes"].splitlines():
            name, sign, code = (part.strip() for part in line.partition("="))
            if line.strip() and not (name and sign and code):
                raise forms.ValidationError(
                    gettext("This line has no equals sign between two words: %(line)s")
                    % {"line": line[:60]}
                )
            if line.strip():
                found[name] = code
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.get(f"column_{what}") for what in COLUMNS):
            raise forms.ValidationError(gettext("Name at least one column."))
        return said

    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        kept = self.cleaned_data
        names = ("shape", "is_daily", "days", "case_codes")
        told: dict[str, Any] = {name: kept[name] for name in names}
        told["columns"] = self._named("column")
        told["invoice_columns"] = self._named("invoice")
        codes = {what: kept[f"code_{what.replace(' ', '_')}"] for what in CODES}
        return told | {"codes": {what: code for what, code in codes.items() if code}}

    def _named(self, table: str) -> list[list[str]]:
        """[what, heading] of each column that has a name, by its place."""
        kept = self.cleaned_data
        named = [what for what in TABLES[table] if kept[f"{table}_{what}"]]
        named.sort(key=lambda what: kept[f"{table}_place_{what}"] or 99)
        return [[what, kept[f"{table}_{what}"]] for what in named]


def _chosen(plan: ExportPlan, table: str) -> list[list[str]]:
    chosen: list[list[str]] = (
        plan.columns if table == "column" else plan.invoice_columns
    )
    return chosen or [[what, what] for what in TABLES[table]]

"""What a rule asks for to count a deadline, as a form; and what it counts, shown first."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.deadlines.counted import Day, NothingInForce, Outcome, outcome
from harborlight.deadlines.input_fields import field_of
from harborlight.deadlines.telling import day_in_words
from harborlight.firm.fields import SeenField, WordsField, offer
from harborlight.firm.words import in_words
from harborlight.law.deadlines.types import Closures, NotCounted, Rule


class _DayOfRule(forms.ChoiceField):
    """Which days there are is known once it was counted."""

    def valid_value(self, value: Any) -> bool:
        return True


class RecountForm(forms.Form):
    """What must be said that a rule counts the days of a deadline.

    rule, closures: of it. told: what is known already, by input. off: what of it a notice
    says. meant: which of its days it is, where that is known. It is sent twice: once to be
    counted, then with `do` "set".
    """

    source = WordsField(
        label=_("Where you know this from"),
        help_text=_("For example: the notice in the client’s mail of March 30."),
        max_length=300,
        error_messages={
            "required": _("Write where you know it from: others must trust it.")
        },
    )
    sure = forms.BooleanField(
        label=_("I know that this day is over. Set it all the same."), required=False
    )
    seen = SeenField()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        rule: Rule,
        closures: Closures,
        today: date,
        told: Mapping[str, str] | None = None,
        off: Mapping[str, str] | None = None,
        source: str = "",
        meant: str | None = None,
    ) -> None:
        initial = {f"said_{name}": text for name, text in (told or {}).items()}
        initial["source"], self.meant = source, meant
        said = {name: data[name] for name in data} if data else None
        super().__init__(said, initial=initial)
        self.is_to_be_set = False
        self.rule, self.closures, self.today = rule, closures, today
        self.off = off or {}
        self.outcome: Outcome | None = None
        self.day: date | None = None
        for asked in rule.inputs:
            self.fields[f"said_{asked.name}"] = field_of(asked)
        self.fields["source"].required = not self.off

    @property
    def asked(self) -> list[BoundField]:
        """The boxes of the rule, then where it is known from and whose it is."""
        own = [self[f"said_{asked.name}"] for asked in self.rule.inputs]
        return [
            *own,
            *(self[name] for name in ("source", "owner") if name in self.fields),
        ]

    @property
    def title(self) -> str:
        return in_words(self.rule.title)

    @property
    def citation(self) -> str:
        """Where the text stands that it was counted with."""
        number = self.outcome.version if self.outcome else 0
        every = self.rule.versions
        return next((one.source for one in every if one.version == number), "")

    @property
    def after(self) -> list[BoundField]:
        """What is asked once it was counted."""
        return [self[name] for name in ("named", "sure") if name in self.fields]

    @property
    def texts(self) -> dict[str, str]:
        """What was said, as the rule reads it."""
        found = {}
        for asked in self.rule.inputs:
            value = self.cleaned_data.get(f"said_{asked.name}")
            if value not in (None, ""):
                found[asked.name] = (
                    value.isoformat() if isinstance(value, date) else str(value)
                )
        return found

    @property
    def read_off(self) -> list[str]:
        """The inputs that are as the notice says them."""
        return [name for name, text in self.texts.items() if self.off.get(name) == text]

    @property
    def token(self) -> str:
        """A word for all that was said: what was looked at is what is set."""
        return hashlib.sha256(repr(sorted(self.texts.items())).encode()).hexdigest()[
            :16
        ]

    @property
    def is_ready(self) -> bool:
        """Whether it was looked at and is to be set now."""
        return self.is_valid() and self.is_to_be_set and self.outcome is not None

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if self.errors:
            return self._forget()
        if not said["source"] and len(self.read_off) < len(self._days_said()):
            wrong = _("Write where you know it from: others must trust it.")
            self.add_error("source", wrong)
        self.is_to_be_set = said["seen"] == self.token and self._sets
        self.data = {**self.data, "seen": self.token}
        self._count()
        if self.outcome is not None:
            self._ask_which(self.outcome)
        return said if self.outcome is not None else self._forget()

    @property
    def _sets(self) -> bool:
        return self.data.get("do") == "set"

    def _days_said(self) -> list[str]:
        dates = {asked.name for asked in self.rule.inputs if asked.kind == "date"}
        return [name for name in self.texts if name in dates]

    def _count(self) -> None:
        try:
            self.outcome = outcome(self.rule.id, self.texts, self.closures)
        except NothingInForce as why:
            self.add_error(None, str(why))
        except NotCounted:
            wrong = _(
                "This cannot be counted. Check the years, and that no day is before "
                "another one that it follows."
            )
            self.add_error(None, wrong)

    def _forget(self) -> dict[str, Any]:
        """Nothing was counted: what is asked afterwards is not asked yet."""
        for name in ("named", "sure"):
            self.fields.pop(name, None)
        return self.cleaned_data

    def _ask_which(self, found: Outcome) -> None:
        days = found.choices
        if not days:
            self.add_error(None, _("This rule says something, but no day: see below."))
        chosen = self.data.get("named", "") if self.meant is None else self.meant
        known = {one.name for one in days}
        if self.meant is not None:
            days = [one for one in days if one.name == chosen]
        elif len(days) == 1 or (chosen not in known and "" in known):
            chosen = days[0].name
        self.day = found.day(chosen) if chosen in known else None
        self.cleaned_data["named"] = chosen
        self.data = {**self.data, "named": chosen if chosen in known else None}
        if "named" in self.fields:
            offer(self, "named", [(one.name, _said(one)) for one in days])
            self.fields["named"].required = True
            if len(days) < 2:
                del self.fields["named"]
        self._ask_twice(days)

    def _ask_twice(self, days: Sequence[Day]) -> None:
        """A day that is over is set only by whoever says so."""
        if self.is_to_be_set and self.day is None:
            where = "named" if "named" in self.fields else None
            self.add_error(where, _("Choose which day is the deadline."))
        if all(one.on >= self.today for one in days):
            self.fields.pop("sure", None)
        elif self.is_to_be_set and self._is_over and not self.cleaned_data.get("sure"):
            self.add_error("sure", _("This day is over. Is that right?"))

    @property
    def _is_over(self) -> bool:
        return self.day is not None and self.day < self.today


def _said(day: Day) -> str:
    return f"{day.label}: {day_in_words(day.on)}"


class CountForm(RecountForm):
    """The same of one that is not set yet: also which of its days is meant, and whose it is.

    people: (key, name) of those who may answer for it.
    """

    owner = forms.ChoiceField(label=_("Who answers for it"), required=False)
    named = _DayOfRule(
        label=_("Which day is the deadline"), widget=forms.RadioSelect, required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        people: Sequence[tuple[str, str]],
        **about: Any,
    ) -> None:
        super().__init__(data, **about)
        offer(self, "owner", [("", gettext("The lead of the case")), *people])

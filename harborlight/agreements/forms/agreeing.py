from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.agreements.actions import PartSaid
from harborlight.agreements.models import Agreement, Payer
from harborlight.documents.models import Version
from harborlight.firm.fields import DayField, DollarField, WordsField, offer
from harborlight.firm.words import in_every_language, in_words
from harborlight.people.models import Person

ROWS = 4
CHOOSE = ("", _("Choose…"))
_SIGNING = _("When the agreement is signed")
# What each shape needs; nothing else of it is asked.
FEE = {"flat", "milestones", "instalments", "mixed"}
RETAINER = {"retainer", "evergreen"}


class AgreementForm(forms.Form):
    """How the work in a case is paid, and when each part of a flat fee is asked for."""

    shape = forms.ChoiceField(
        label=_("How it is paid"),
        choices=Agreement.Shape.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it is paid.")},
    )
    fee_cents = DollarField(
        label=_("Flat fee"),
        help_text=_("Where there is one."),
        required=False,
    )
    retainer_cents = DollarField(
        label=_("Retainer"),
        help_text=_("Paid in advance and held in trust until it is earned."),
        required=False,
    )
    least_cents = DollarField(
        label=_("Asked for again below"),
        help_text=_("Only for a retainer that is kept filled."),
        required=False,
    )
    notice_days = forms.IntegerField(
        label=_("Days of notice before fees leave trust"),
        help_text=_("0, or nothing: none was agreed."),
        min_value=0,
        max_value=90,
        required=False,
    )
    words = WordsField(
        label=_("What was agreed"),
        help_text=_("What the fee covers and what not. Whoever pays reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        reached: Mapping[tuple[str, str], Mapping[str, str]],
        **also: Any,
    ) -> None:
        """reached: milestones and stages of the case's playbook, with what they are called."""
        super().__init__(*args, **also)
        self.reached = reached
        named = [
            (f"{at} {key}", in_words(called)) for (at, key), called in reached.items()
        ]
        for row in range(ROWS):
            self.fields[f"part_{row}"] = forms.ChoiceField(
                label=_("Part %(n)s of the fee is asked for") % {"n": row + 1},
                choices=[("", _("No such part")), ("signing ", _SIGNING), *named],
                required=False,
            )
            self.fields[f"part_cents_{row}"] = DollarField(
                label=_("Part %(n)s: amount") % {"n": row + 1}, required=False
            )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        shape = said.get("shape", "")
        self._needs("fee_cents", shape in FEE, _("Write the fee."))
        self._needs("retainer_cents", shape in RETAINER, _("Write the retainer."))
        self._needs(
            "least_cents", shape == "evergreen", _("Write below how much it is asked.")
        )
        least, retainer = said.get("least_cents") or 0, said.get("retainer_cents") or 0
        if least > retainer and "retainer_cents" in said:
            wrong = gettext("This is more than the retainer itself.")
            self.add_error("least_cents", wrong)
        for row in range(ROWS):
            if bool(said.get(f"part_{row}")) != bool(said.get(f"part_cents_{row}")):
                wrong = gettext("A part needs both: when, and how much.")
                self.add_error(f"part_cents_{row}", wrong)
            elif said.get(f"part_cents_{row}") and shape and shape not in FEE:
                self.add_error(f"part_cents_{row}", self._has_none())
        return said

    def _needs(self, name: str, needed: bool, why: Any) -> None:
        """Ask for what this shape needs; an amount that it has not is not dropped unsaid."""
        said = self.cleaned_data
        if not needed and said.get(name) and "shape" in said:
            self.add_error(name, self._has_none())
        elif not needed:
            said[name] = 0
        elif not said.get(name) and name not in self.errors:
            self.add_error(name, why)

    def _has_none(self) -> str:
        """Why an amount that was typed does not go with what was chosen."""
        shape = Agreement.Shape(self.cleaned_data["shape"])
        return gettext(
            "An agreement “%(shape)s” has no such amount. Empty it, or choose another way "
            "to pay."
        ) % {"shape": shape.label}

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        plain = ("shape", "fee_cents", "retainer_cents", "least_cents", "words")
        said = {name: given[name] for name in plain} | {"parts": self._parts()}
        return said | {"notice_days": given["notice_days"] or 0}

    def _parts(self) -> list[PartSaid]:
        given, parts = self.cleaned_data, []
        for row in range(ROWS if given["fee_cents"] else 0):
            if not (chosen := given.get(f"part_{row}")):
                continue
            at, key = chosen.split(" ", 1)
            texts = dict(self.reached[at, key]) if key else in_every_language(_SIGNING)
            parts.append(PartSaid(at, given[f"part_cents_{row}"], key, texts))
        return parts


class AcceptForm(forms.Form):
    """Who accepted a version of the agreement, on which day, on which paper."""

    by = forms.ChoiceField(label=_("Who accepted it"))
    on = DayField(label=_("On which day"))
    signed = forms.ChoiceField(
        label=_("The signed paper"),
        help_text=_("Among the papers of this case, where it lies there already."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[Person],
        papers: Sequence[Version],
        today: date,
        **also: Any,
    ) -> None:
        super().__init__(*args, **also)
        self.people = {one.key: one for one in people}
        self.papers = {str(one.pk): one for one in papers}
        self.today = today
        offer(self, "by", [(key, one.full_name) for key, one in self.people.items()])
        named = [(key, one.document.called) for key, one in self.papers.items()]
        offer(self, "signed", [("", _("It does not lie here")), *named])

    def clean_by(self) -> Person:
        return self.people[self.cleaned_data["by"]]

    def clean_signed(self) -> Version | None:
        return self.papers.get(self.cleaned_data["signed"])

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(gettext("This day is still to come."))
        return day


class AskAgreementForm(forms.Form):
    """Who is asked to read the agreement and to agree to it."""

    of = forms.ChoiceField(
        label=_("Who is asked"),
        help_text=_("They read it in the portal, in the words that stand here."),
    )

    def __init__(self, *args: Any, people: Iterable[Person], **also: Any) -> None:
        super().__init__(*args, **also)
        self.people = {one.key: one for one in people}
        offer(self, "of", [(key, one.full_name) for key, one in self.people.items()])

    def clean_of(self) -> Person:
        person = self.people[self.cleaned_data["of"]]
        if person.login_id is None:
            raise ValidationError(
                gettext("%(name)s has not joined the portal. Invite them first.")
                % {"name": person.full_name}
            )
        return person


class PayerForm(forms.Form):
    """Who pays for a case, what, and how much of the account they see."""

    person = forms.ChoiceField(label=_("Who pays"))
    pays = forms.ChoiceField(label=_("What they pay"), choices=Payer.Pays.choices)
    sees = forms.ChoiceField(label=_("What they see"), choices=Payer.Sees.choices)

    def __init__(self, *args: Any, people: Iterable[Person], **also: Any) -> None:
        super().__init__(*args, **also)
        self.people = {one.key: one for one in people}
        named = [(key, one.full_name) for key, one in self.people.items()]
        offer(self, "person", [CHOOSE, *named])

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class FeeNoteForm(forms.Form):
    """What was said about fees."""

    words = WordsField(
        label=_("What was said about fees"),
        help_text=_("Only readers of money see it, and it goes into no packet."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Write what was said.")},
    )

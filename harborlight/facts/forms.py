from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.facts.accepting import accept
from harborlight.facts.catalogue import Entry
from harborlight.facts.choices import no_value, options_of
from harborlight.facts.refusals import Refusal
from harborlight.facts.showing import offered
from harborlight.facts.versions import sent_over
from harborlight.firm.fields import SeenField, WordsField

# More options than this are easier found in a list than read one by one.
FEW = 6


class CorrectionForm(forms.Form):
    """What must be said to put staff's value in the place of an answer.

    entry: what the catalogue says of the fact; known: its present value, or "", and
    the version of it; today: against which a date that must lie in the past is held;
    language: of the reader; gone: the entry it is of was taken back. A protected
    number is never put into the page: its box starts empty.
    """

    reason = WordsField(
        label=_("Why"),
        help_text=_("Who said so, or which paper shows it. It stays in the history."),
        max_length=300,
        error_messages={"required": _("Write where you have this from.")},
    )
    # The version of the value that the page was made with (facts/versions.py).
    over = SeenField()
    field_order = ("value", "reason", "over")

    def __init__(
        self,
        *args: Any,
        entry: Entry,
        known: str,
        version: str,
        today: date,
        language: str,
        gone: bool = False,
        **kwargs: Any,
    ) -> None:
        shown = "" if entry.secret else known
        initial = {"value": _initial(entry, shown, language), "over": version}
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        self.entry, self.known, self.today = entry, known, today
        self.language, self.gone = language, gone
        if not known:
            # Nothing is overwritten: the first answer needs no reason.
            self.fields["reason"].required = False
        self.fields["value"] = value_field(entry, language, known=bool(known))
        self.order_fields(self.field_order)

    def ask_again(self, version: str) -> None:
        """Somebody changed the answer meanwhile: to send this form again is to insist."""
        self.data = sent_over(self.data, {"over": version})
        self.add_error(
            None,
            gettext(
                "This answer was changed while you were writing, so nothing was saved. "
                "What stands now is shown here. Save again to put yours in its place."
            ),
        )

    def clean(self) -> dict[str, Any]:
        if self.gone:
            self.add_error(
                None,
                gettext(
                    "Somebody removed the entry that this belongs to while you were "
                    "writing, so nothing was saved. Your words are here."
                ),
            )
        return self.cleaned_data

    def clean_value(self) -> str:
        given = self.cleaned_data["value"]
        text = " ".join(given) if isinstance(given, list) else given
        if not text.strip() and self.known:
            return ""
        try:
            value = accept(self.entry, text, on=self.today)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence(self.language)) from refusal
        if value == self.known:
            raise forms.ValidationError(gettext("This is what we have already."))
        return value


class ExplainForm(forms.Form):
    """What must be said to find right what does not seem to fit."""

    words = WordsField(
        label=_("It is right, because"),
        help_text=_("Who said so, or which paper shows it. It stays in the history."),
        max_length=300,
        error_messages={"required": _("Write why it is right.")},
    )


def value_field(entry: Entry, language: str, *, known: bool) -> forms.Field:
    """The field that asks for a fact, as its type wants to be asked for."""
    label = entry.label(language)
    helps = " ".join(filter(None, [_help(entry), _empty_help() if known else ""]))
    about: dict[str, Any] = {"label": label, "help_text": helps, "required": False}
    if entry.type == "choices":
        about |= {"widget": forms.CheckboxSelectMultiple}
        return forms.MultipleChoiceField(choices=_options(entry, language), **about)
    if entry.type in ("yes_no", "choice", "country", "us_state"):
        options = _options(entry, language)
        if len(options) <= FEW:
            return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **about)
        return forms.ChoiceField(choices=[("", ""), *options], **about)
    wide = entry.type == "long_text"
    area = forms.Textarea(attrs={"rows": 4}) if wide else forms.TextInput()
    return WordsField(widget=area, max_length=entry.max or 200, strip=True, **about)


def _options(entry: Entry, language: str) -> list[tuple[str, str]]:
    found = [
        (one.value, one.labels.get(language, one.labels["en"]))
        for one in options_of(entry)
    ]
    if entry.type in ("country", "us_state"):
        found.sort(key=lambda pair: pair[1])
    none = [(word, no_value(word, language)) for word in sorted(entry.may_be)]
    return found + none


def _initial(entry: Entry, value: str, language: str) -> str | list[str]:
    return value.split() if entry.type == "choices" else offered(entry, value, language)


def _help(entry: Entry) -> str:
    helps = []
    if entry.type == "date" and entry.partial:
        helps.append(
            gettext("Year, month, day: 1999-04-12. Without the day: 1999-04, or 1999.")
        )
    elif entry.type == "date":
        helps.append(gettext("Year, month, day: 1999-04-12."))
    if entry.type not in ("yes_no", "choice", "choices", "country", "us_state"):
        if "none" in entry.may_be:
            helps.append(gettext("Write “none” if there is none."))
        if "unknown" in entry.may_be:
            helps.append(gettext("Write “unknown” if nobody knows it."))
    return " ".join(helps)


def _empty_help() -> str:
    return gettext("Leave it empty to take the answer back.")

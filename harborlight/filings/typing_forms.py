"""What must be said to type over a box of a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.filings.box_panel import Panel
from harborlight.filings.typed_over import as_text, why_not
from harborlight.firm.fields import WordsField


class TypeOverForm(forms.Form):
    """What stands in the box from now on, and why. panel: the box, as it is drawn."""

    box = forms.CharField(widget=forms.HiddenInput, max_length=200)
    reason = WordsField(
        label=_("Why it is typed over"),
        help_text=_("Whoever checks the form reads this, and it stays in the history."),
        max_length=300,
        error_messages={"required": _("Write why this stands there.")},
    )
    field_order = ("box", "value", "reason")

    def __init__(self, *args: Any, panel: Panel, **kwargs: Any) -> None:
        initial = {"box": panel.name, "value": _initial(panel)}
        kwargs.setdefault("initial", initial)
        # Beside it on the page stands the form that changes the answer.
        kwargs.setdefault("auto_id", "typed_%s")
        super().__init__(*args, **kwargs)
        self.panel = panel
        self.fields["value"] = _value_field(panel)
        self.order_fields(self.field_order)

    def clean_value(self) -> str | bool:
        given, panel = self.cleaned_data["value"], self.panel
        value: str | bool = given == "on" if panel.is_tick else str(given)
        if as_text(value) == as_text(panel.value) and not panel.over:
            raise forms.ValidationError(gettext("This stands there already."))
        why = why_not(panel.drawn, value) if panel.drawn else ""
        if why:
            raise forms.ValidationError(why)
        return value


def _initial(panel: Panel) -> str:
    """A protected number is never put into the page: its box starts empty."""
    if panel.is_tick:
        return "on" if panel.value else "off"
    return "" if panel.is_secret else str(panel.value or "")


def _value_field(panel: Panel) -> forms.Field:
    box, label = panel.drawn, _("What stands in the box")
    if panel.is_tick:
        ticks = [("on", _("Ticked")), ("off", _("Not ticked"))]
        return forms.ChoiceField(label=label, choices=ticks, widget=forms.RadioSelect)
    if box is not None and box.kind == "choice" and not box.free:
        lines = [(one.value.strip(), one.shown.strip()) for one in box.options]
        offered = [(value, shown) for value, shown in lines if value]
        return forms.ChoiceField(
            label=label, choices=[("", _("Nothing")), *offered], required=False
        )
    wide = bool(box and box.multiline)
    area = forms.Textarea(attrs={"rows": 4}) if wide else forms.TextInput()
    return WordsField(
        label=label,
        help_text=_("Leave it empty to leave the box empty."),
        widget=area,
        lines=wide,
        required=False,
        max_length=4000,
    )

"""What must be said of needs besides a case, and of the days that later ones count from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import Case
from harborlight.firm.fields import DayField, WordsField, offer
from harborlight.workflow.models import NeedDecision


class StartForm(forms.Form):
    """The day that something later counts from."""

    use_required_attribute = False

    on = DayField(label=_("Day"))


class NeedDecisionForm(forms.Form):
    """What is done about a need besides the case."""

    use_required_attribute = False

    decision = forms.ChoiceField(
        label=_("What is done about it?"),
        choices=NeedDecision.Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is done about it.")},
    )
    opened = forms.ChoiceField(label=_("The case that was opened"), required=False)
    words = WordsField(
        label=_("Why, or what was said"),
        help_text=_("For colleagues. The client does not read it."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, cases: Sequence[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = {str(one.pk): one for one in cases}
        several = [
            (key, f"{one.number} {one.called}") for key, one in self.cases.items()
        ]
        offer(self, "opened", [("", _("Choose…")), *several])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        is_opened = said.get("decision") == NeedDecision.Decision.OPENED
        if is_opened and not said.get("opened"):
            self.add_error(
                "opened", _("Choose the case. Open it first if it is not there.")
            )
        is_refused = said.get("decision") == NeedDecision.Decision.NOT_NEEDED
        if is_refused and not said.get("words"):
            self.add_error("words", _("Say why it is not needed."))
        return said

    @property
    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {**typed, "opened": self.cases.get(typed["opened"])}


class ItemForm(forms.Form):
    """Which difference of which version is decided on."""

    version = forms.IntegerField(min_value=1)
    item = forms.CharField(max_length=200, widget=forms.HiddenInput)

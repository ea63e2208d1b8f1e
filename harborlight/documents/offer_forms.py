"""What must be said of papers that a client sends of their own accord."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.documents.forms import PAPER_LANGUAGES, DatedForm, country_choices
from harborlight.documents.kinds import KINDS, meant
from harborlight.documents.models import Request
from harborlight.firm.fields import DayField, WordsField


class OfferedForm(DatedForm):
    """What one of several files is: something that is asked for, or something else."""

    use_required_attribute = False

    what = forms.ChoiceField(
        label=_("What is it?"), error_messages={"required": _("Choose what it is.")}
    )
    title = WordsField(
        label=_("How would you call it?"),
        help_text=_("Only if it is not one of those that we asked for."),
        max_length=120,
        required=False,
    )
    issued_on = DayField(label=_("Date on the paper"), required=False)

    def __init__(
        self, *args: Any, name: str, requests: Sequence[Request], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.requests = {one.key: one for one in requests}
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        asked = [(key, one.name) for key, one in self.requests.items()]
        groups: list[Any] = [("", _("Choose…"))]
        groups += [(_("We asked you for it"), asked)] if asked else []
        field.choices = [*groups, (_("Something else"), KINDS)]
        if found := meant(name, requests):
            self.initial["what"] = found.key

    @property
    def request(self) -> Request | None:
        """What it was asked for as; None: nobody asked."""
        return self.requests.get(self.cleaned_data["what"])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        what = said.get("what")
        if what and what not in self.requests and not said.get("title"):
            said["title"] = str(dict(KINDS)[what])
        return said


class AllOfThemForm(forms.Form):
    """What is said of all of them at once."""

    country = forms.ChoiceField(
        label=_("Which country issued them?"),
        error_messages={"required": _("Choose the country.")},
    )
    language = forms.ChoiceField(
        label=_("In which language are they written?"),
        choices=PAPER_LANGUAGES,
        error_messages={"required": _("Choose the language.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = country_choices()

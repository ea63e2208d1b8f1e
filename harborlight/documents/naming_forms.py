"""What must be said of how files are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField
from harborlight.papers.naming import WORDS, BadPattern, check_folders, check_name

SENTENCES = {
    "unknown": _("There is no word {%(word)s}. These there are: %(words)s."),
    "brace": _("A brace is open or too many. Write words so: {title}."),
    "empty": _("Put at least one word into the name, such as {title}."),
    "folder": _("A name holds no slash. Folders have a box of their own."),
    "deep": _("At most five folders, one in the other."),
}


class NamesForm(forms.Form):
    """How the papers of a kind of case are called."""

    playbook = forms.ChoiceField(label=_("Kind of case"), required=False)
    name = WordsField(
        label=_("Name of a file"),
        help_text=_("For example: {case number} {family name} - {title} v{version}"),
        max_length=150,
    )
    folders = WordsField(
        label=_("Folders"),
        help_text=_("One in the other, with a slash: {family name}/{kind}"),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, playbooks: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["playbook"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Every other kind of case")), *playbooks.items()]

    def clean_name(self) -> str:
        return _checked(self.cleaned_data["name"], check_name)

    def clean_folders(self) -> str:
        return _checked(self.cleaned_data["folders"], check_folders)


def _checked(pattern: str, check: Callable[[str], None]) -> str:
    try:
        check(pattern)
    except BadPattern as bad:
        known = ", ".join(f"{{{word}}}" for word in WORDS)
        raise ValidationError(
            str(SENTENCES[bad.code]),
            params={"word": bad.word, "words": known},
            code=bad.code,
        ) from None
    return pattern

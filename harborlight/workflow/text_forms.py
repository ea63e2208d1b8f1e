"""What is typed when a playbook is copied, taken in as a text, or published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.facts.versions import sent_over
from harborlight.firm.fields import SeenField, WordsField
from harborlight.firm.numbers import whole
from harborlight.workflow.playbook_checks import KEY
from harborlight.workflow.playbook_shape import LANGUAGES
from harborlight.workflow.playbook_text import LONGEST, LineFault, read_text


class CopyForm(forms.Form):
    """The name of a copy: for the office, and for people in both languages."""

    use_required_attribute = False

    key = WordsField(
        label=_("Short name"),
        help_text=_("Small letters, digits and hyphens, for example: h1b-transfer"),
        max_length=60,
    )
    name_en = WordsField(
        label=_("Name in English"),
        max_length=120,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )
    name_es = WordsField(
        label=_("Name in Spanish"),
        max_length=120,
        widget=forms.TextInput(attrs={"lang": "es"}),
    )

    def clean_key(self) -> str:
        key = self.cleaned_data["key"].strip()
        if not KEY.fullmatch(key):
            raise forms.ValidationError(
                _("Use small letters, digits and hyphens between them.")
            )
        return str(key)

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        name = {one: typed[f"name_{one}"] for one in LANGUAGES}
        return {"key": typed["key"], "name": name}


class TextForm(forms.Form):
    """A playbook as a text: typed, or a file whose text then stands in the box."""

    use_required_attribute = False

    seen = SeenField()
    file = forms.FileField(
        label=_("File (YAML)"),
        help_text=_("Its text is read into the box below. Or write there."),
        required=False,
    )
    text = WordsField(
        label=_("Text of the playbook"),
        widget=forms.Textarea(
            attrs={"rows": 24, "spellcheck": "false", "class": "font-mono text-sm"}
        ),
        required=False,
        strip=False,
    )

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        self.wrong: list[LineFault] = []
        if data is not None and files and (sent := files.get("file")):
            data = data.copy()
            # Whatever is wrong with it: what they sent stands in the box again.
            data["text"] = sent.read(LONGEST + 1).decode("utf-8", "replace")
        super().__init__(data, **kwargs)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        text = said.get("text", "")
        if not text.strip():
            self.add_error("text", _("Choose a file, or write the text here."))
            return said
        definition, self.wrong = read_text(text)
        if self.wrong:
            self.add_error("text", _("This cannot be followed. See which lines above."))
        said["definition"] = definition
        return said

    def changed_meanwhile(self, words: str, changes: int) -> None:
        """Somebody else changed the draft: to send this text again is to insist."""
        self.add_error(None, words)
        self.data = sent_over(self.data, {"seen": str(changes)})

    @property
    def seen_changes(self) -> int:
        seen = self.cleaned_data.get("seen", "")
        return whole(seen)


class PublishForm(forms.Form):
    """What is said of a new version."""

    use_required_attribute = False

    seen = SeenField()
    note = WordsField(
        label=_("What did you change, and why?"),
        help_text=_("One line for your colleagues. It stands beside the version."),
        max_length=300,
        required=False,
    )

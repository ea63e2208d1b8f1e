"""A table of processing times, pasted or in a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField

LARGEST = 200_000
NOT_TEXT = _("This is no table of text. Save it as CSV and choose that file.")


class TimesTableForm(forms.Form):
    """A table of processing times: pasted, or in a file."""

    file = forms.FileField(
        label=_("A file (CSV)"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    lines = WordsField(
        label=_("Or the lines themselves"),
        required=False,
        help_text=_(
            "In each line: form, office or kind, from and to (months), published on "
            "(2026-11-30), where it stands. A line of headings is passed over."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        max_length=LARGEST,
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if (file := said.pop("file", None)) is not None:
            said["lines"] = self._read(file) or said.get("lines", "")
        if not (said.get("lines") or self.errors):
            self.add_error("lines", gettext("Paste at least one line."))
        return said

    def _read(self, file: Any) -> str:
        content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            self.add_error("file", gettext("This file is too large for such a table."))
            return ""
        try:
            words = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            words = content.decode("cp1252", errors="replace")
        if "\x00" in words or content.startswith((b"PK", b"%PDF")):
            self.add_error("file", NOT_TEXT)
            return ""
        return str(words)

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _


class FilesForm(forms.Form):
    """What must be said to decide which files are taken as evidence.

    most: what whoever runs the house allows, in mebibytes.
    """

    largest_evidence_mb = forms.IntegerField(
        label=_("The largest file, in MB"),
        min_value=1,
        help_text=_("2048 MB are enough for a film of an hour or a book of scans."),
    )
    takes_texts = forms.BooleanField(
        label=_("Take Word documents and plain text"),
        required=False,
        help_text=_("They are downloaded to be read; we draw no pages of them."),
    )
    takes_recordings = forms.BooleanField(
        label=_("Take films and sound recordings (MP4, M4A)"),
        required=False,
        help_text=_("They are downloaded to be seen or heard."),
    )

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        size: Any = self.fields["largest_evidence_mb"]
        size.max_value = most
        size.widget.attrs["max"] = most
        size.validators.append(MaxValueValidator(most))

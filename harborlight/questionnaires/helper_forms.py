"""Whom somebody lets in to answer for them: which chapters, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField
from harborlight.firm.words import in_words
from harborlight.questionnaires.definition import Section

DAYS = ((3, _("3 days")), (7, _("A week")), (14, _("Two weeks")))


class AnswerHelperForm(forms.Form):
    """Who helps, with which chapters, and until when. chapters: those that may be opened."""

    name = WordsField(
        label=_("Who helps?"),
        help_text=_(
            "For example: my daughter Rosa. This name stands beside the answers."
        ),
        max_length=80,
        error_messages={"required": _("Write who helps.")},
    )
    sections = forms.MultipleChoiceField(
        label=_("Which chapters?"),
        help_text=_("They see what is answered in these chapters, and nothing else."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one chapter.")},
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=DAYS,
        coerce=int,
        initial=7,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for how long.")},
    )

    def __init__(self, *args: Any, chapters: Iterable[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said: Any = self.fields["sections"]
        said.choices = [(one.id, in_words(one.title)) for one in chapters]

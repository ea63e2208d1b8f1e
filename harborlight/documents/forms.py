from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from harborlight.facts.choices import country_options
from harborlight.firm.fields import DayField
from harborlight.people.names import folded

REASONS = [
    ("blurry", _("It is blurred or too dark to read.")),
    ("cut off", _("A part of the page is cut off.")),
    ("wrong paper", _("It is another paper than the one we need.")),
    ("expired", _("It is no longer valid.")),
    ("pages missing", _("Pages are missing.")),
    (
        "no translation",
        _("The English translation or the translator's certificate is missing."),
    ),
    ("other", _("Something else: see the comment.")),
]


class ReturnForm(forms.Form):
    """What must be said to send a version back."""

    reason = forms.ChoiceField(
        label=_("What is wrong"), choices=REASONS, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label=_("What the client should do"),
        help_text=_("The client reads this, word for word."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


# What a sender may say of a paper, in words that the checklist and searches use.
TAGS = [
    ("original", _("This is the original paper")),
    ("copy", _("This is a copy")),
    ("all pages", _("All pages are here, front and back")),
    ("translation", _("A full English translation is included")),
    ("certificate", _("The translator's signed certificate is included")),
]
PAPER_LANGUAGES = [
    ("", _("Choose…")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("ar", _("Arabic")),
    ("zh", _("Chinese")),
    ("fr", _("French")),
    ("ht", _("Haitian Creole")),
    ("hi", _("Hindi")),
    ("ko", _("Korean")),
    ("pt", _("Portuguese")),
    ("ru", _("Russian")),
    ("tl", _("Tagalog")),
    ("uk", _("Ukrainian")),
    ("vi", _("Vietnamese")),
    ("other", _("Another language")),
]


class PaperForm(forms.Form):
    """What is said of a paper when it is sent; the file itself comes beside it."""

    issued_on = DayField(
        label=_("Date on the paper"),
        help_text=_("When it was issued. Leave this empty if it has no date."),
        required=False,
    )
    country = forms.ChoiceField(label=_("Which country issued it?"), choices=())
    language = forms.ChoiceField(
        label=_("In which language is it written?"), choices=PAPER_LANGUAGES
    )
    tags = forms.MultipleChoiceField(
        label=_("What is true of it?"),
        choices=TAGS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = (get_language() or "en").split("-")[0]
        named = [
            (one.value, one.labels.get(language, one.labels["en"]))
            for one in country_options()
        ]
        named.sort(key=lambda choice: (choice[0] != "US", folded(choice[1])))
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose…")), *named]

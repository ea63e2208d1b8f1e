"""What somebody says who has looked: at a filled form, or at what changed since it went."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from harborlight.facts.versions import sent_over
from harborlight.firm.fields import SeenField, WordsField


class ApproveForm(forms.Form):
    """What must be said to approve a form: if answers are missing, that one saw which."""

    despite_open = forms.BooleanField(
        required=True,
        error_messages={
            "required": _(
                "Look at what is missing. If it may go like this, say so here."
            )
        },
    )

    def __init__(self, *args: Any, missing: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["despite_open"].label = ngettext(
            "I looked at what is missing. It goes to signature with %(n)s answer missing.",
            "I looked at what is missing. It goes to signature with %(n)s answers missing.",
            missing,
        ) % {"n": missing}
        if not missing:
            del self.fields["despite_open"]


class SendBackForm(forms.Form):
    """What must be said to send a form back to whoever filled it."""

    comment = WordsField(
        label=_("What is wrong?"),
        help_text=_("Say where: page, part and item. The team reads this."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={
            "required": _("Write what is wrong, so that it can be mended.")
        },
    )


class LookedForm(forms.Form):
    """What must be said of answers that changed after the forms were sent."""

    # Which changes the page showed, so that none is called seen that nobody saw.
    over = SeenField()
    becomes = WordsField(
        label=_("What becomes of it"),
        help_text=_(
            "For example: no amendment needed, or: we tell the officer at the "
            "interview. The team reads this in the history."
        ),
        max_length=300,
        error_messages={"required": _("Write what becomes of it, and why.")},
    )

    def ask_again(self, why: str, *, stands: str) -> None:
        """The answers changed meanwhile: to send this form again is to have seen them."""
        self.data = sent_over(self.data, {"over": stands})
        self.add_error(None, why)

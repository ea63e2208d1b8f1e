from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.cases.forms import ColleagueField
from harborlight.cases.readers import Access
from harborlight.firm.actor import Actor
from harborlight.firm.fields import WordsField
from harborlight.firm.queries import colleagues
from harborlight.firm.roles import LAWYERS
from harborlight.firm.words import in_words
from harborlight.inquiries.forms import NEW
from harborlight.inquiries.models import HitAnswer
from harborlight.people.models import Person
from harborlight.workflow.playbooks import Course


class HitForm(forms.Form):
    """What a lawyer says of somebody whom the conflict check found."""

    hit = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Who is it?"),
        choices=HitAnswer.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of them.")},
    )
    reason = WordsField(
        label=_("Your reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Write why: somebody may ask about this in some years.")
        },
    )


class AcceptForm(forms.Form):
    """What the case is, and who leads it; whoever else it is about is asked beside it."""

    part = forms.ChoiceField(
        label=_("What they are in the case"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of them.")},
    )
    lead = ColleagueField(
        label=_("Lead attorney"),
        error_messages={"required": _("Choose the attorney who leads the case.")},
    )
    access = forms.ChoiceField(
        label=_("Who may open this case"),
        choices=[(one.value, one.label) for one in (Access.FIRM, Access.TEAM)],
        initial=Access.FIRM,
    )
    reason = WordsField(
        label=_("Why there is no conflict, and why we take it"),
        help_text=_("It is kept with the conflict check. The client does not read it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write why: somebody may ask about this in some years.")
        },
    )

    def __init__(
        self, actor: Actor, playbook: Course, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        part, lead = self.fields["part"], self.fields["lead"]
        assert isinstance(part, forms.ChoiceField) and isinstance(lead, ColleagueField)
        needed = [one for one in playbook.parts if not one.optional]
        part.choices = [(one.id, in_words(one.name)) for one in needed]
        if len(needed) == 1:
            part.initial, part.widget = needed[0].id, forms.HiddenInput()
        lead.queryset = colleagues(actor, LAWYERS)


class WhoForm(forms.Form):
    """Whether somebody of the new case is one whom the conflict check found."""

    who = forms.ChoiceField(
        label=_("Do we know them?"), widget=forms.RadioSelect, initial=NEW
    )

    def __init__(self, *args: Any, candidates: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in candidates}
        said = gettext("The same person as %(name)s")
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(NEW, gettext("Somebody new"))] + [
            (key, said % {"name": one.full_name}) for key, one in self.people.items()
        ]

    @property
    def person(self) -> Person | None:
        return self.people.get(self.cleaned_data["who"])


class DeclineForm(forms.Form):
    """Why the firm does not take the case, and the letter that says so."""

    reason = WordsField(
        label=_("Why we do not take it"),
        help_text=_("For the firm alone. It does not stand in the letter."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why, for the firm's own record.")},
    )
    is_conflict = forms.BooleanField(
        label=_("There is a conflict of interest"),
        required=False,
        help_text=_("Later conflict checks find these names as refused."),
    )
    words = WordsField(
        label=_("The letter"),
        lines=True,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "In their language. It stands on their page, and goes by e-mail where that is "
            "safe. A lawyer has to have read it: our words are a proposal."
        ),
        error_messages={"required": _("Write the letter.")},
    )
    mail = forms.BooleanField(label=_("Send it by e-mail too"), required=False)

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import Access
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.firm.queries import colleagues
from harborlight.firm.roles import (
    CASE_READERS,
    CASE_TEAM,
    DESK,
    GUESTS,
    LAWYERS,
    Role,
    Roles,
    roles,
)

PARTS = roles(
    CASE_TEAM, GUESTS, Role.INTAKE, Role.CLIENT_SERVICES, Role.FINANCE, Role.AUDITOR
)


class ColleagueField(forms.ModelChoiceField[User]):
    """Somebody of the firm, by name."""

    widget = forms.Select

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Choose somebody"))
        super().__init__(queryset=User.objects.none(), **kwargs)


class TeamMemberForm(forms.Form):
    """What must be said to put somebody on the team of a case."""

    user = ColleagueField(label=_("Who"))
    part = forms.ChoiceField(
        label=_("As"),
        choices=[(role.value, role.label) for role in Role if role in PARTS],
    )

    def __init__(
        self, actor: Actor, *args: Any, without: frozenset[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "user", actor, roles(CASE_READERS, GUESTS), without)


class LeadForm(forms.Form):
    """Who leads a case: an attorney or a partner."""

    lead = ColleagueField(
        label=_("Lead attorney"),
        error_messages={"required": _("Choose the attorney who leads the case.")},
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "lead", actor, LAWYERS)


class AccessForm(forms.Form):
    """Who may open a case."""

    access = forms.ChoiceField(
        label=_("Who may open this case"),
        widget=forms.RadioSelect,
        choices=Access.choices,
    )


class WallForm(forms.Form):
    """What must be said to keep somebody away from a case."""

    user = ColleagueField(label=_("Who must know nothing of this case"))
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("The person behind the wall cannot read this."),
        max_length=300,
    )

    def __init__(
        self, actor: Actor, *args: Any, without: frozenset[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "user", actor, DESK, without)


def _offer(
    form: forms.Form,
    name: str,
    actor: Actor,
    playing: Roles,
    without: frozenset[Any] = frozenset(),
) -> None:
    """Offer everybody who plays one of these parts, except for some accounts."""
    field = form.fields[name]
    assert isinstance(field, ColleagueField)
    field.queryset = colleagues(actor, playing).exclude(pk__in=without)

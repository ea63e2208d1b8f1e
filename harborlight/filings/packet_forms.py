from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.filings.models import Filing, NeededForm
from harborlight.filings.packets import Named


class AttachPacketForm(forms.Form):
    """Which filing a packet goes with: the whole of it, or one of its forms."""

    filing = forms.ChoiceField(
        label=_("Filing"),
        help_text=_("Choose a form where the packet supports that form alone."),
        error_messages={"required": _("Choose a filing.")},
    )

    def __init__(
        self,
        *args: Any,
        filings: Sequence[Filing],
        forms_of: Mapping[UUID, Sequence[Named]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, tuple[Filing, NeededForm | None]] = {}
        field = self.fields["filing"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Choose…")),
            *(
                (one.name, self._within(one, forms_of.get(one.pk, ())))
                for one in filings
            ),
        ]

    def _within(
        self, filing: Filing, several: Sequence[Named]
    ) -> list[tuple[str, Any]]:
        """What may be chosen of one filing, the whole of it first."""
        self.places[str(filing.pk)] = filing, None
        named: list[tuple[str, Any]] = [(str(filing.pk), _("The whole filing"))]
        for one in several:
            self.places[str(one.needed.pk)] = filing, one.needed
            said = _("Form %(form)s") % {"form": one.called}
            named.append((str(one.needed.pk), said))
        return named

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if chosen := said.get("filing"):
            said["filing"], said["needed"] = self.places[chosen]
        return said

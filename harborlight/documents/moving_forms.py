"""What is said to put a file where it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.documents.arranging_forms import named
from harborlight.documents.kinds import FILED_KINDS
from harborlight.documents.models import Request, Version
from harborlight.firm.fields import WordsField, offer
from harborlight.people.models import Person

NOBODY_ASKED = "new"


class MoveForm(forms.Form):
    """What must be said to put a version where it belongs."""

    to = forms.ChoiceField(
        label=_("What is it really?"),
        error_messages={"required": _("Choose what it is.")},
    )
    title = WordsField(
        label=_("What is it called?"),
        help_text=_("Only if nobody asked for it."),
        max_length=200,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Kind of paper"), choices=FILED_KINDS, initial="other", required=False
    )
    person = forms.ChoiceField(label=_("Whom is it about?"), required=False)
    reason = WordsField(
        label=_("How you know"),
        help_text=_("The team reads this in the history. The client does not."),
        max_length=300,
        error_messages={"required": _("Write how you know what it is.")},
    )

    def __init__(
        self,
        *args: Any,
        version: Version,
        places: Sequence[Request],
        people: Iterable[Person],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(one.pk): one for one in places}
        self.people = {str(one.pk): one for one in people}
        new = [(NOBODY_ASKED, _("Something that nobody asked for"))]
        offer(self, "to", [("", _("Choose…")), *named(places), *new])
        everybody = [(pk, one.full_name) for pk, one in self.people.items()]
        offer(self, "person", [("", _("The whole case")), *everybody])
        self.fields["person"].initial = str(version.document.person_id or "")

    def clean(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        if said.get("to") == NOBODY_ASKED and not said.get("title"):
            self.add_error("title", gettext("Write what this paper is."))
        return said | {
            "to": self.places.get(said.get("to", "")),
            "kind": said.get("kind") or "other",
            "person": self.people.get(said.get("person", "")),
        }

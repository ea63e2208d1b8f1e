from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.documents.forms import PAPER_LANGUAGES
from harborlight.documents.queue import Offered, Wanted


class QueueForm(forms.Form):
    """Which of the papers that wait the list shows. Whatever is asked, there is a list."""

    kind = forms.ChoiceField(label=_("Kind of paper"), required=False)
    person = forms.ChoiceField(label=_("From"), required=False)
    case = forms.ChoiceField(label=_("Case"), required=False)
    written = forms.ChoiceField(label=_("Written in"), required=False)

    def __init__(self, *, offered: Offered, wanted: Wanted) -> None:
        super().__init__(initial=vars(wanted), auto_id="queue_%s")
        self.wanted = wanted
        named = dict(PAPER_LANGUAGES)
        tongues = [(code, str(named.get(code, code))) for code in offered.languages]
        self._offer("kind", _("Every kind"), offered.kinds)
        self._offer("person", _("Everybody"), offered.people)
        self._offer("case", _("Every case"), offered.cases)
        self._offer("written", _("Every language"), tongues)

    def _offer(self, name: str, every: Any, known: Any) -> None:
        """What waits; and what is wanted, though it waits no more: it stays chosen."""
        field, chosen = self.fields[name], getattr(self.wanted, name)
        assert isinstance(field, forms.ChoiceField)
        gone = [] if not chosen or chosen in dict(known) else [(chosen, _("None left"))]
        field.choices = [("", every), *known, *gone]

    @property
    def query(self) -> str:
        """What is wanted as the rest of an address: `&show=all&kind=passport`."""
        return f"&{urlencode({name: one for name, one in vars(self.wanted).items() if one})}"

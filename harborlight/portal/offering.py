"""Several papers that a client sends of their own accord: what each one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harborlight.cases.queries import people_of
from harborlight.documents.offer_forms import AllOfThemForm, OfferedForm
from harborlight.documents.pieces import Laid
from harborlight.documents.queries import asked
from harborlight.firm.tenancy import NotFound
from harborlight.ui.chosen import SEND, Chosen, without_errors

if TYPE_CHECKING:
    from harborlight.cases.models import Case
    from harborlight.firm.actor import Actor
    from harborlight.firm.doors import Request
    from harborlight.people.models import Person

PURPOSE = "client-paper"


@dataclass(frozen=True)
class Item:
    """One file, and what is said of it."""

    laid: Laid
    form: OfferedForm

    @property
    def key(self) -> str:
        return self.laid.upload.key

    @property
    def name(self) -> str:
        return self.laid.upload.name

    @property
    def sha(self) -> str:
        """How its SHA-256 begins: the script tells by it what is chosen twice."""
        return self.laid.upload.file.sha256[:16]


class Offering:
    """The page of papers that nobody asked for, after what this request says was done."""

    def __init__(self, request: Request, case: Case) -> None:
        self.request, self.case = request, case
        self.chosen = Chosen(request, case.pk, purpose=PURPOSE, reference=case.key)
        if request.method == "POST":
            self.chosen.take_in()
        every = asked(request.actor, case)
        self.requests = [one.request for one in every if not one.request.is_signed_form]
        self.sends = self.chosen.do == SEND
        self.items = [Item(one, self._form(one)) for one in self.chosen.laid]
        self.about = AllOfThemForm(request.POST if request.method == "POST" else None)
        if not self.sends:
            without_errors(self.about)

    @property
    def is_ready(self) -> bool:
        """Whether everything was said, of each and of all."""
        if not self.sends or not self.items:
            return False
        good = [one.form.is_valid() for one in self.items]
        return self.about.is_valid() and all(good) and not self.chosen.wrong

    @property
    def blank(self) -> OfferedForm:
        """For one that the script adds."""
        return OfferedForm(prefix="KEY", name="", requests=self.requests)

    def _form(self, one: Laid) -> OfferedForm:
        key, name = one.upload.key, one.upload.name
        said = self.request.POST
        known = f"{key}-what" in said
        form = OfferedForm(
            said if known else None, prefix=key, name=name, requests=self.requests
        )
        if not self.sends:
            without_errors(form)
        elif not known:
            # It came with this very form: what it is was never asked.
            form = OfferedForm(
                {f"{key}-what": form.initial.get("what", "")},
                prefix=key,
                name=name,
                requests=self.requests,
            )
        return form


def own_person(actor: Actor, case: Case) -> Person:
    """Whose papers a client sends in this case: their own. NotFound where nobody's are."""
    for person in people_of(actor, case):
        if person.login_id == actor.user_id:
            return person
    raise NotFound

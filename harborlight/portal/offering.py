"""Several papers that a client sends of their own accord: what each one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

from harborlight.cases.queries import people_of
from harborlight.documents.offer_forms import AllOfThemForm, OfferedForm
from harborlight.documents.offered import may_be_meant
from harborlight.documents.pieces import Laid
from harborlight.documents.prefilling import (
    OFFERED,
    agreed,
    may_be_read,
    meant_by,
    read_for,
)
from harborlight.firm.clock import today
from harborlight.firm.tenancy import NotFound
from harborlight.ui.arrivals import fill_in
from harborlight.ui.chosen import SEND, Chosen, without_errors

if TYPE_CHECKING:
    from harborlight.cases.models import Case
    from harborlight.firm.actor import Actor
    from harborlight.firm.doors import Request
    from harborlight.people.models import Person

PURPOSE = OFFERED


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
        self.requests = may_be_meant(request.actor, case)
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
        return self._form_of("KEY", "")

    def fill_in(self) -> None:
        """What was left empty and read on the papers stands in the page that comes back;
        what is said of all of them, where every one says the same."""
        if self.request.method != "POST" or self.case.is_sensitive:
            return
        read = [self._read_on(one) for one in self.items]
        for one, said in zip(self.items, read, strict=True):
            if one.form.is_bound:
                fill_in(one.form, meant_by(said, self.requests), is_theirs=True)
        fill_in(self.about, agreed(read), is_theirs=True)

    def _read_on(self, one: Item) -> Mapping[str, str]:
        upload = one.laid.upload
        if not may_be_read(self.request.actor, upload, self.case):
            return {}
        return read_for(upload) or {}

    def _form(self, one: Laid) -> OfferedForm:
        key, name = one.upload.key, one.upload.name
        said = self.request.POST
        known = f"{key}-what" in said
        form = self._form_of(key, name, said if known else None)
        if not self.sends:
            without_errors(form)
        elif not known:
            # It came with this very form: what it is was never asked.
            guessed = QueryDict(mutable=True)
            guessed[f"{key}-what"] = form.initial.get("what", "")
            form = self._form_of(key, name, guessed)
        return form

    def _form_of(
        self, key: str, name: str, said: QueryDict | None = None
    ) -> OfferedForm:
        day = today(self.request.actor.firm.time_zone)
        return OfferedForm(
            said, prefix=key, name=name, requests=self.requests, today=day
        )


def own_person(actor: Actor, case: Case) -> Person:
    """Whose papers a client sends in this case: their own. NotFound where nobody's are."""
    for person in people_of(actor, case):
        if person.login_id == actor.user_id:
            return person
    raise NotFound

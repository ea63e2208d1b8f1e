"""A new case on its way from the first name to the open file.

Everything typed travels with the page from step to step, so nothing is lost when
a step is taken back, a check is too old, or a session ends in between.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.cases.queries import Found, found_by
from harborlight.firm import ids
from harborlight.firm.clock import now, today
from harborlight.papers.visible import visible
from harborlight.people.forms import DecisionForm
from harborlight.people.queries import Asked, may_clear, usable_check
from harborlight.workflow.actions import asked_about
from harborlight.workflow.forms import KnownForm, NewCaseForm
from harborlight.workflow.queries import handed_over

if TYPE_CHECKING:
    from uuid import UUID

    from harborlight.firm.doors import Request
    from harborlight.people.models import ConflictCheck, Person
    from harborlight.workflow.models import HandedOver
    from harborlight.workflow.playbooks import Course

# What the steps themselves ask; everything else typed is carried along.
OF_A_STEP = (
    "csrfmiddlewaretoken", "whose", "step", "check", "decision", "reason", "invite",
)  # fmt: skip


class Opening:
    """What one request says of a new case.

    step: "", "check", "change", "hand" or "open". handed: what somebody asked this
    lawyer to decide on, if it is that; too_late: it was, and is decided.
    """

    def __init__(self, request: Request, playbook: Course) -> None:
        self.request, self.playbook = request, playbook
        posted = request.method == "POST"
        self.step = request.POST.get("step", "check") if posted else ""
        self.data: QueryDict | None = request.POST if posted else None
        self.too_late = False
        self.handed = self._handed()
        if self.handed is not None and not posted:
            self.step, self.data = "change", _typed(self.handed)
        day = today(request.actor.firm.time_zone)
        self.form = NewCaseForm(request.actor, playbook, self.data, today=day)
        self.check: ConflictCheck | None = None
        self.wrong = ""

    def _handed(self) -> HandedOver | None:
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        pk = _id(sent.get("handed", ""))
        if pk is None:
            return None
        rows = handed_over(self.request.actor).filter(playbook=self.playbook.key)
        found = rows.filter(pk=pk).first()
        self.too_late = found is None
        return found

    @property
    def is_said(self) -> bool:
        """Whether the people are said, and the page is to go on with them."""
        return self.step in ("check", "open", "hand") and self.form.is_valid

    @property
    def may_decide(self) -> bool:
        """Whether this person may say that what was found is no conflict."""
        return self.check is not None and may_clear(self.request.actor, self.check)

    @property
    def asked(self) -> list[Asked]:
        return asked_about(self.playbook, self.form.newcomers)

    def find_check(self) -> bool:
        """Whether the check that the page names still holds for these people."""
        pk = _id(self.request.POST.get("check", ""))
        self.check = usable_check(self.request.actor, pk, self.asked, moment=now())
        if self.check is None:
            self.wrong = _(
                "The conflict check is older than a day, was decided already, or is "
                "about other people. Check again: nothing you typed is lost."
            )
        return self.check is not None

    @cached_property
    def found(self) -> list[Found]:
        return found_by(self.request.actor, self.check) if self.check else []

    @cached_property
    def decision(self) -> DecisionForm:
        data = self.data if self.step == "open" else None
        words = {"reason": self.request.POST.get("reason", "")}
        return DecisionForm(data, found=bool(self.found), initial=words)

    @cached_property
    def known(self) -> KnownForm:
        data = self.data if self.step == "open" else None
        return KnownForm(self.playbook, data, candidates=self.candidates)

    @property
    def is_decided(self) -> bool:
        decided, told = self.decision.is_valid(), self.known.is_valid()
        # Where no case is opened, nobody asks who they are.
        return decided and (told or self.is_refused)

    @property
    def is_refused(self) -> bool:
        return bool(self.decision.cleaned_data["decision"] == "conflict")

    @property
    def candidates(self) -> dict[str, list[tuple[Person, str]]]:
        """By part, those found whom the actor may know, each once."""
        rows: dict[str, list[tuple[Person, str]]] = {}
        for one in self.found:
            if one.person is not None:
                part = self.playbook.parts[one.about].id
                rows.setdefault(part, []).append((one.person, _where(one)))
        return rows

    @property
    def people(self) -> list[tuple[str, Asked, Sequence[Found]]]:
        """Each part's name, who was asked about, and whom the check found."""
        return [
            (name, one, [found for found in self.found if found.about == index])
            for index, ((name, _form), one) in enumerate(
                zip(self.form.sections, self.asked, strict=True)
            )
        ]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What was typed on the page of the people, for the page of the decision."""
        return [
            (name, visible(str(value), lines=True))
            for name, value in self.request.POST.items()
            if name not in OF_A_STEP and not name.startswith("known-")
        ]

    @property
    def wants_invitations(self) -> bool:
        return bool(self.request.POST.get("invite")) or self.step == "check"


def _typed(handed: HandedOver) -> QueryDict:
    """What was typed before it was handed over, as a page would send it."""
    data = QueryDict(mutable=True)
    for name, value in json.loads(handed.typed):
        data.appendlist(name, value)
    return data


def _where(one: Found) -> str:
    born = one.person.birth_date if one.person else None
    numbers = ", ".join(case.number for case in one.cases) or _("no case")
    return f"{date_format(born, 'SHORT_DATE_FORMAT')}, {numbers}" if born else numbers


def _id(text: str) -> UUID | None:
    try:
        return ids.read(text)
    except ValueError:
        return None

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
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import in_words
from harborlight.papers.visible import visible
from harborlight.people.conflicts import Asked, may_decide, usable_check, was_decided
from harborlight.people.forms import DecisionForm
from harborlight.staff.openings_from import beginning
from harborlight.workflow.actions import asked_about
from harborlight.workflow.forms import KnownForm, NewCaseForm, NewcomerForm
from harborlight.workflow.models import Outcome
from harborlight.workflow.queries import handed_by, handed_to

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
    lawyer to decide on, if it is that; too_late: why it is not any more. again: what
    this person took back from a lawyer and goes on with.
    """

    def __init__(self, request: Request, playbook: Course) -> None:
        self.request, self.playbook = request, playbook
        posted = request.method == "POST"
        self.step = request.POST.get("step", "check") if posted else ""
        self.data: QueryDict | None = request.POST if posted else None
        self.too_late = ""
        self.handed = self._handed()
        self.again = None if posted else self._again()
        before = self.again or self.handed
        if before is not None and not posted:
            self.step, self.data = "change", _typed(before)
        sent = request.POST if posted else request.GET
        self.beginning = beginning(request.actor, sent, playbook)
        day = today(request.actor.firm.time_zone)
        self.form = NewCaseForm(request.actor, playbook, self.data, today=day)
        if self.beginning and not posted:
            self.beginning.fill(self.form)
        self.check: ConflictCheck | None = None
        self.wrong, self.is_done = "", False

    def _handed(self) -> HandedOver | None:
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        pk = _id(sent.get("handed", ""))
        if pk is None:
            return None
        rows = handed_to(self.request.actor).filter(playbook=self.playbook.key)
        found = rows.filter(pk=pk).first()
        if found is None:
            raise NotFound
        if found.waits:
            return found
        by = found.answer.decided_by_id if found.answer else None
        mine = by == self.request.actor.user_id
        self.too_late = _("You decided on this already.") if mine else found.why_over
        return None

    def _again(self) -> HandedOver | None:
        sent = self.request.GET.get("again", "")
        if not sent:
            return None
        rows = handed_by(self.request.actor).filter(
            playbook=self.playbook.key, outcome=Outcome.TAKEN_BACK
        )
        pk = _id(sent)
        found = rows.filter(pk=pk).first() if pk else None
        if found is None:
            raise NotFound
        return found

    @property
    def is_said(self) -> bool:
        """Whether the people are said, and the page is to go on with them."""
        return self.step in ("check", "open", "hand") and self.form.is_valid

    @property
    def may_decide(self) -> bool:
        """Whether this person may say that what was found is no conflict."""
        return self.check is not None and may_decide(self.request.actor, self.check)

    @property
    def asked(self) -> list[Asked]:
        return asked_about(self.playbook, self.form.newcomers)

    def find_check(self) -> bool:
        """Whether the check that the page names still holds for these people."""
        pk = _id(self.request.POST.get("check", ""))
        self.check = usable_check(self.request.actor, pk, self.asked, moment=now())
        if self.check is None:
            self.is_done = was_decided(self.request.actor, pk)
            self.wrong = (
                _("If you opened the case, it is in the list of cases.")
                if self.is_done
                else _(
                    "The conflict check is older than a day, or is about other people. "
                    "Check again: nothing you typed is lost."
                )
            )
        return self.check is not None

    @cached_property
    def found(self) -> list[Found]:
        return found_by(self.request.actor, self.check) if self.check else []

    @cached_property
    def decision(self) -> DecisionForm:
        data = self.data if self.step == "open" else None
        words = {"reason": self.request.POST.get("reason", "")}
        form = DecisionForm(data, found=bool(self.found), initial=words)
        if self.handed is not None:
            said = _("It is kept with the check, and %(name)s reads it.")
            form.fields["reason"].help_text = said % {"name": self.handed.by.name}
        return form

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
            if one.person is not None and one.is_card:
                part = self.form.present[one.about].id
                several = rows.setdefault(part, [])
                if one.person not in [person for person, _where_ in several]:
                    several.append((one.person, _where(one)))
        return rows

    @property
    def sections(self) -> list[tuple[str, NewcomerForm, list[tuple[str, str]]]]:
        """Each part's name, its form, and whose cards of the case it begins from fill it."""
        of = self.beginning
        return [
            (name, form, of.offers(part.id) if of else [])
            for part, (name, form) in zip(
                self.playbook.parts, self.form.sections, strict=True
            )
        ]

    @property
    def people(self) -> list[tuple[str, Asked, Sequence[Found]]]:
        """Each part's name, who was asked about, and whom the check found."""
        return [
            (name, one, [found for found in self.found if found.about == index])
            for index, (name, one) in enumerate(
                zip(self._names, self.asked, strict=True)
            )
        ]

    @property
    def _names(self) -> list[str]:
        return [in_words(part.name) for part in self.form.present]

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
        if self.request.POST.get("invite"):
            return True
        return self.step == "check" and not self.uninvited

    @property
    def uninvited(self) -> bool:
        """Whether somebody took the tick away that invites them."""
        if self.step == "change" and self.request.method == "POST":
            return "invite" not in self.request.POST
        return bool(self.data and self.data.get("uninvited"))


def people_in(playbook: Course, handed: HandedOver) -> list[tuple[str, Asked]]:
    """Whom a lawyer was asked about: each one's part, and what was typed of them."""
    there = handed.parts
    names = [in_words(part.name) for part in playbook.parts if part.id in there]
    return [*zip(names, handed.about, strict=False)]


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

"""An inquiry on its way to a case: which part they have, and who else it is about."""

from __future__ import annotations

from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from harborlight.firm.clock import today
from harborlight.inquiries.deciding_forms import AcceptForm, WhoForm
from harborlight.inquiries.names import unchecked
from harborlight.inquiries.queries import hits
from harborlight.people.conflicts import Asked
from harborlight.staff.inquiring import other_of
from harborlight.workflow.actions import Newcomer
from harborlight.workflow.forms import NewcomerForm

if TYPE_CHECKING:
    from harborlight.firm.doors import Request
    from harborlight.inquiries.models import Inquiry
    from harborlight.people.models import Person
    from harborlight.workflow.playbooks import Course


class Acceptance:
    """What one request says of the case that an inquiry is to become."""

    def __init__(self, request: Request, inquiry: Inquiry, playbook: Course) -> None:
        self.inquiry, self.playbook = inquiry, playbook
        data = request.POST if request.method == "POST" else None
        self.form = AcceptForm(
            request.actor, playbook, data, initial={"lead": request.actor.user_id}
        )
        day = today(request.actor.firm.time_zone)
        begins = {
            "language": inquiry.person.language,
            **other_of(request.actor, inquiry),
        }
        # One less than the case has parts: whoever asked is one of them.
        self.others = [
            NewcomerForm(
                data,
                prefix=f"other{n}",
                today=day,
                initial=begins if n == 0 else {"language": inquiry.person.language},
            )
            for n in range(sum(not part.optional for part in playbook.parts) - 1)
        ]

        # Those of whom a lawyer said that they are the same person, and no conflict.
        candidates = [
            one.found.person
            for one in hits(request.actor, inquiry)
            if one.answer and one.answer.verdict == "same" and one.found.is_card
        ]
        self.known_forms = [
            WhoForm(data, prefix=one.prefix, candidates=[p for p in candidates if p])
            for one in (self.others if candidates else [])
        ]

    @property
    def sections(self) -> list[tuple[NewcomerForm, WhoForm | None]]:
        """The form of each other person, and who of those found they may be."""
        return [*zip_longest(self.others, self.known_forms)]

    @cached_property
    def is_valid(self) -> bool:
        every = (self.form, *self.others, *self.known_forms)
        # A list: each form says what it lacks, also behind one that lacks something.
        return all([one.is_valid() for one in every])

    @property
    def known(self) -> dict[str, Person]:
        """Who of the others is known, by part."""
        found = zip(self.newcomers, self.known_forms, strict=False)
        return {part: form.person for part, form in found if form.person}

    @property
    def newcomers(self) -> dict[str, Newcomer]:
        """The others, by the part that is left for each."""
        taken = self.form.cleaned_data["part"]
        left = [
            one.id
            for one in self.playbook.parts
            if one.id != taken and not one.optional
        ]
        return {
            part: form.newcomer for part, form in zip(left, self.others, strict=True)
        }

    @property
    def fresh(self) -> list[Asked]:
        """Those of the others whom no conflict check was about yet."""
        asked = [one.asked for one in self.newcomers.values()]
        return unchecked(self.inquiry.check_made, asked)

    @property
    def said(self) -> dict[str, Any]:
        """The arguments of `accept_inquiry`."""
        said = {"newcomers": self.newcomers, "known": self.known}
        return {**self.form.cleaned_data, **said}

from __future__ import annotations

import json
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.roles import LAWYERS, Role
from harborlight.firm.vault.fields import SealedText
from harborlight.people.conflicts import Asked, asked_in
from harborlight.people.models import ConflictCheck

# How the box of a family name ends, after the part that the person has.
FAMILY = "-family_name"


class Outcome(models.TextChoices):
    WAITING = "", _("Waits for a lawyer")
    OPENED = "opened", _("Case opened")
    REFUSED = "refused", _("No case opened")
    TAKEN_BACK = "taken back", _("Taken back")


class HandedOver(FirmRecord):
    """A new case whose conflict check found somebody, on its way to a lawyer."""

    never_logged: ClassVar = frozenset({"typed"})

    # The key of the playbook it is to be opened from.
    playbook = models.CharField(max_length=60)
    # Everything typed so far, as JSON: [[name of the box, value], ...].
    typed = SealedText()
    # Who asks, and as what: so they work on the case once it is open.
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    part = models.CharField(max_length=30, choices=Role.choices)
    at = models.DateTimeField()
    # What had found somebody, and the lawyer's own check, which says why.
    first_check = models.ForeignKey(
        ConflictCheck, models.PROTECT, null=True, related_name="+"
    )
    answer = models.ForeignKey(
        ConflictCheck, models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome.choices)
    # The case that was opened from it.
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    # Decided, one way or the other, or taken back.
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="", done_at=None)
                | (~Q(outcome="") & Q(done_at__isnull=False)),
                name="handed_over_until_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="opened", case__isnull=False)
                | (~Q(outcome="opened") & Q(case=None)),
                name="handed_over_opened_a_case",
            ),
        ]

    def __str__(self) -> str:
        return self.playbook

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """Lawyers all of it, others what they asked; of an open case, who may open it."""
        theirs = Q() if actor.plays(LAWYERS) else Q(by=actor.user_id)
        case = Case.objects.visible_to(actor).filter(pk=OuterRef("case_id"))
        return theirs & (Q(case=None) | Q(Exists(case)))

    @property
    def waits(self) -> bool:
        return self.outcome == Outcome.WAITING

    @property
    def why_over(self) -> str:
        """What a lawyer reads who comes too late to decide."""
        if self.outcome == Outcome.TAKEN_BACK:
            said = gettext(
                "%(name)s took this back meanwhile. There is nothing to decide."
            )
            return said % {"name": self.by.name}
        if self.answer is None or self.answer.decided_by is None:
            return gettext("Another lawyer decided on this case meanwhile.")
        said = gettext("%(name)s decided on this case meanwhile.")
        return said % {"name": self.answer.decided_by.name}

    @property
    def names(self) -> list[str]:
        """Whom the case is about, as their names were typed."""
        typed = dict(json.loads(self.typed))
        return [
            f"{typed.get(f'{part}-given_name', '')} {typed[part + FAMILY]}".strip()
            for part in self.parts
        ]

    @property
    def parts(self) -> list[str]:
        """The parts that somebody was named for."""
        typed = dict(json.loads(self.typed))
        named = [one for one in typed if one.endswith(FAMILY) and typed[one].strip()]
        return [one.removesuffix(FAMILY) for one in named]

    @property
    def about(self) -> list[Asked]:
        """The same people as the conflict check was asked about them."""
        if self.first_check is None:
            return [Asked(name) for name in self.names]
        return asked_in(self.first_check)

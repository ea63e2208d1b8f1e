"""What a newer version of its playbook offers a case, difference by difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.workflow.models import Playbook, PlaybookChoice
from harborlight.workflow.playbook_differences import Difference, differences

NEWEST = "newest_version"


@dataclass(frozen=True)
class Offer:
    """The newer version, and what of it is open, or was decided.

    began: the version that the case began with. kept: the row that it follows now.
    """

    began: int
    kept: Playbook
    newest: Playbook
    open: Sequence[Difference]
    declined: Sequence[Difference]
    choices: Sequence[PlaybookChoice]

    def item(self, name: str) -> Difference | None:
        """A difference that is still open, by its name."""
        return next((one for one in self.open if one.item == name), None)

    @property
    def definition(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.kept.definition
        return found


def offer_of(actor: Actor, case: Case) -> Offer | None:
    """What is offered to this case; None where it has what is newest, or no playbook."""
    rows = Playbook.objects.filter(key=case.kind)
    kept = rows.filter(version=case.kind_version).first()
    newest = rows.filter(version__gt=0).order_by("-version").first()
    if kept is None or newest is None:
        return None
    began = began_with(kept)
    choices = [*choices_of(actor, case)]
    if newest.version <= began and not choices:
        return None
    declined = {one.item for one in choices if one.version == newest.version}
    found = differences(kept.definition, newest.definition)
    return Offer(
        began=began,
        kept=kept,
        newest=newest,
        open=[one for one in found if one.item not in declined],
        declined=[one for one in found if one.item in declined],
        choices=choices,
    )


def choices_of(actor: Actor, case: Case) -> Sequence[PlaybookChoice]:
    """What was decided of each difference, the latest first."""
    rows = PlaybookChoice.objects.visible_in(actor, case).select_related("decided_by")
    return [*rows.order_by("-decided_at", "-pk")]


def newest_version() -> Subquery:
    """The newest version of its kind, to be read with a case as `newest_version`."""
    rows = Playbook.objects.filter(key=OuterRef("kind")).order_by("-version")
    return Subquery(rows.values("version")[:1])


def is_behind(case: Case) -> bool:
    """Whether the firm has a newer version than the case follows; quick, for a first page.

    case: read with its `newest_version`. One that took a part of it may be behind, or have
    declined the rest.
    """
    newest: int = getattr(case, NEWEST) or 0
    return newest > case.kind_version


def began_with(row: Playbook) -> int:
    """The version that a case began with which follows this row."""
    began: int = row.definition["version"]
    return began

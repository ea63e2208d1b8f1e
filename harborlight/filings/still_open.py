"""What a filing could go out without, if somebody says that it should."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harborlight.cases.models import Case
from harborlight.documents.models import SIGNED_FORM, Request
from harborlight.documents.readiness import Glance, not_accepted
from harborlight.filings.models import FilledForm
from harborlight.filings.queries import Standing
from harborlight.firm.actor import Actor


def still_open(actor: Actor, case: Case, rows: Iterable[Standing]) -> list[str]:
    """Sentences: the forms with answers missing, the required papers not accepted."""
    return [*missing_answers(rows), *open_papers(actor, case)]


def missing_answers(rows: Iterable[Standing]) -> list[str]:
    """The first half: of the forms of one filing."""
    filled = [row.filled for row in rows if row.filled]
    return [_missing(one) for one in filled if one.missing]


def _missing(filled: FilledForm) -> str:
    n = len(filled.missing)
    said = ngettext(
        "On Form %(form)s %(n)s answer is missing.",
        "On Form %(form)s %(n)s answers are missing.",
        n,
    )
    return said % {"form": filled.called, "n": n}


def open_papers(actor: Actor, case: Case) -> list[str]:
    """The second half, the same for every filing of the case.

    The signed pages are not among them: without these it does not go out at all.
    """
    return _not_accepted(not_accepted(actor, case))


def open_among(papers: Iterable[Glance]) -> list[str]:
    """The same of a checklist that was read already (documents.readiness.glance)."""
    return _not_accepted(
        one.request
        for one in papers
        if one.request.need == Request.Need.REQUIRED
        and one.request.kind != SIGNED_FORM
        and not one.is_done
    )


def _not_accepted(requests: Iterable[Request]) -> list[str]:
    said = _("Not accepted yet: %(paper)s, of %(person)s.")
    return [
        said % {"paper": one.name, "person": one.person.full_name} for one in requests
    ]

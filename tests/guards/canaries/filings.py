"""A filing of a case, with its word."""

from __future__ import annotations

from datetime import date

from harborlight.filings.models import (
    EditionProposal,
    Filing,
    FilledForm,
    FormOutcome,
    NeededForm,
    PaymentForm,
    TypedOver,
    TypedPage,
)
from harborlight.firm.clock import now
from tests.whole_case import Begun


def filing(begun: Begun, word: str) -> None:
    """What is written down at a filing and its forms, and typed into a site."""
    case = begun.case
    filing = Filing.objects.filter(case=case).first()
    assert filing
    needed = NeededForm.objects.filter(filing=filing).first()
    assert needed
    PaymentForm.objects.create(
        firm=case.firm, case_id=case.pk, filing=filing, needed=needed, cents=100
    )
    TypedOver.objects.create(
        firm=case.firm,
        case_id=case.pk,
        needed=needed,
        edition=date(2026, 1, 1),
        box="HL1[0].Page1[0].Pt1Line2c_MiddleName[0]",
        item="Part 1, Item 2.c",
        value=f"Typed {word}",
        reason=f"Because {word}",
        instead=f"Instead {word}",
        typed_at=now(),
    )
    mine = {"firm": case.firm, "case_id": case.pk}
    filled = FilledForm.objects.filter(needed__filing=filing).first()
    assert filled
    EditionProposal.objects.create(
        **mine,
        filled=filled,
        edition=date(2026, 6, 1),
        reason=f"Proposed {word}",
        proposed_by="Operator",
        proposed_at=now(),
    )
    FormOutcome.objects.create(
        **mine,
        filing=filing,
        needed=needed,
        on=now().date(),
        rejected_why=f"Sent back {word}",
        recorded_at=now(),
    )
    TypedPage.objects.create(
        **mine,
        sheet="ds-260",
        part="beneficiary",
        page="personal-1",
        lines={"0": f"Typed {word}"},
        typed_at=now(),
    )

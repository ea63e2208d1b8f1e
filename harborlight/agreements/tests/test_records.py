"""What was agreed about fees lies in the records of trust."""

from datetime import date

import pytest

from harborlight.agreements.actions import accept_agreement, write_agreement
from harborlight.bank.enclosing import enclosed
from harborlight.billing.actions import receive_payment
from harborlight.documents.actions import About, file_document
from tests.cast import DAY
from tests.whole_case import paper

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.feature("F194")
def test_the_records_hold_what_was_agreed_where_money_was_held(
    ada, ben, case, payer, invoice
):
    agreed = write_agreement(ada, case, shape="flat", fee_cents=180_000, words="All")
    signed = file_document(
        ada,
        case,
        kind="agreement",
        title="Agreement",
        checked=paper(case.firm, case.pk, b"%PDF signed"),
        about=About(),
    )
    accept_agreement(ada, agreed, by=payer, on=DAY, signed=signed)
    write_agreement(ada, case, shape="flat", fee_cents=1)  # nobody accepted it
    assert b"flat" not in dict(enclosed(*YEAR))["agreements.csv"], "nothing is held"
    receive_payment(ben, invoice, cents=247_500, method="cash", on=DAY, once="1")
    files = dict(enclosed(*YEAR))
    name = f"agreements/{case.number}-1-{agreed.key[-6:]}.pdf"
    assert files[name] == b"%PDF signed"
    rows = files["agreements.csv"].decode().splitlines()
    assert len(rows) == 2
    assert rows[1].startswith(f"{case.number},1,flat,180000,0,{DAY},María Rivas")
    assert rows[1].endswith(f"All,{name}")
    before = dict(enclosed(date(2025, 1, 1), date(2025, 12, 31)))
    assert name not in before

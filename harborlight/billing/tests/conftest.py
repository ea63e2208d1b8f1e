"""A case of María's, and an invoice over our fee and the government's."""

import pytest

from harborlight.billing.actions import (
    add_government_fee,
    add_line,
    draft_invoice,
    issue_invoice,
)
from tests.cast import DAY, a_case_of_marias


@pytest.fixture
def case(ada, maria):
    return a_case_of_marias(ada, maria)


@pytest.fixture
def payer(ada, case):
    from harborlight.cases.queries import parties

    return parties(ada, case).get().person


@pytest.fixture
def invoice(ada, case, payer):
    invoice = draft_invoice(ada, case, payer=payer)
    add_line(ada, invoice, kind="fee", words="Flat fee", cents=180_000, to="operating")
    add_government_fee(
        ada,
        invoice,
        form="i-130",
        channel="paper",
        on=DAY,
        texts={"en": "USCIS fee, I-130", "es": "Tarifa de USCIS, I-130"},
    )
    issue_invoice(ada, invoice)
    return invoice

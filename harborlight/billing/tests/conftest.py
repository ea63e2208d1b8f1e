"""A case of María's, and an invoice over our fee and the government's."""

import pytest

from harborlight.billing.actions import (
    add_government_fee,
    add_line,
    draft_invoice,
    issue_invoice,
)
from harborlight.cases.actions import add_party, open_case
from harborlight.firm.models import User
from harborlight.people.actions import add_person
from tests.cast import DAY


@pytest.fixture
def case(ada, maria):
    case = open_case(
        ada,
        kind="x",
        kind_version=1,
        stage="intake",
        titles={"en": "María"},
        on=DAY,
        lead=User.objects.get(pk=ada.user_id),
    )
    person = add_person(ada, family_name="Rivas", given_name="María")
    person.login_id = maria.user_id
    person.save()
    add_party(ada, case, person=person, part="petitioner")
    return case


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

"""The ten scenarios of the trust ledger (S1 to S10), pressed on the pages of the office.

Each ends with its row of the table: what the page of the books and the two ledgers say.
Each refusal is a sentence on the page that says the rule, and moves nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from django.db import DatabaseError, connection, transaction

from harborlight.cases.actions import add_party, open_case
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.people.actions import add_person
from harborlight.portal.tests.test_payments import work
from harborlight.trust.models import Account, Entry
from tests.cast import DAY, a_case_of_marias
from tests.pressing import Desk, Filled, at, cents

CLIENTS = {"A": "Rivas", "B": "Haddad"}
USCIS = "USCIS, check 1044"
BOOKS = {
    "Trust account at the bank": "trust",
    "Own money in trust, for bank charges": "float",
    "Operating account at the bank": "operating",
}


@dataclass
class Office:
    """Ben enters, Ada decides, Pat is the second pair of eyes beside her; Maria pays."""

    ben: Desk
    ada: Desk
    pat: Desk
    maria: Desk
    cases: dict[str, Case]
    invoices: dict[str, str] = field(default_factory=dict)

    # --- What is pressed -------------------------------------------------------

    def money(self, desk: Desk, of: str) -> Desk:
        return desk.go("case-money", self.cases[of])

    def ledger(self, desk: Desk, of: str) -> Desk:
        return self.money(desk, of).follow(f"ledgers/{self._account(of)}/")

    def _account(self, of: str) -> str:
        return Account.objects.get(book="client trust", case=self.cases[of]).key

    def comes(self, of: str, amount: str, method: str, number: str) -> None:
        said = {"cents": amount, "method": method, "number": number}
        page = self.money(self.ben, of).follow("money/in/")
        page.say(person=CLIENTS[of], purpose="advance fee", **said)
        assert "Done. It stands in the books." in page.words, page.words

    def invoice(self, name: str, of: str, amount: str, to: str = "operating") -> None:
        """Ada writes it, and issues it."""
        desk = self.money(self.ada, of).follow("money/new/")
        desk.say(payer=CLIENTS[of])
        desk.say("line/", words=f"Work {name}", cents=amount, kind="fee", to=to)
        desk.say("issue/")
        assert "Issued." in desk.words, desk.words
        self.invoices[name] = re.search(r"Invoice (\d{4}-\d{4})", desk.words)[1]

    def asking(self, desk: Desk, of: str, amount: str, purpose: str, **said) -> Filled:
        """The page on which money is asked to leave trust, filled in and not sent."""
        desk.go("ask-withdrawal", self._account(of))
        if invoice := said.pop("invoice", ""):
            said["invoice"] = self.invoices[invoice]
        said |= {"purpose": purpose, "cents": amount, "why": "As agreed"}
        return desk.fill(**said)

    def asks(self, of: str, amount: str, purpose: str, **said) -> str:
        """Ben asks; the address of what waits for a second person."""
        self.ben.send(self.asking(self.ben, of, amount, purpose, **said))
        assert "A second person has to agree." in self.ben.words, self.ben.words
        return self.ben.path

    def leaves(self, of: str, amount: str, purpose: str, **said) -> None:
        """Ben asks, and Ada agrees."""
        self.agrees(self.ada, self.asks(of, amount, purpose, **said))

    def agrees(self, desk: Desk, asked: str) -> None:
        desk.go(asked).say("approve/")
        assert "Approved. It stands in the books." in desk.words, desk.words

    def refuses(self, rule: str, desk: Desk, filled: Filled, **forged: str) -> None:
        """The page says this sentence, and nothing in the books is another than before."""
        before = _stored()
        desk.send(filled, **forged)
        assert rule in desk.words, desk.words
        assert _stored() == before

    def refuses_asking(self, rule: str, of: str, amount: str, purpose: str, **said):
        self.refuses(rule, self.ben, self.asking(self.ben, of, amount, purpose, **said))

    # --- What the pages say ----------------------------------------------------

    def stand(self, *row: str, free: tuple[str, str], held: str = "$0.00") -> None:
        """trust bank, A, B, float, operating; what of A and B is available."""
        page = self.ben.go("books")
        assert "Trust agrees to the cent." in page.words
        said = {BOOKS[k]: v for k, v in page.rows("accounts").items() if k in BOOKS}
        theirs = [self._figures(of) for of in "AB"]
        assert row == (
            said["trust"],
            *(one["In the ledger"] for one in theirs),
            said.get("float", "$0.00"),
            said["operating"],
        )
        assert free == tuple(one["Available"] for one in theirs)
        assert theirs[0]["Held back"] == held
        # Replayed: what the bank has is somebody's.
        trust, a, b, own, _operating = (cents(one) for one in row)
        assert trust == a + b + own

    def _figures(self, of: str) -> dict[str, str]:
        if not Account.objects.filter(book="client trust", case=self.cases[of]).exists():
            return {"In the ledger": "$0.00", "Available": "$0.00", "Held back": "$0.00"}
        return self.ledger(self.ben, of).figures()


def _stored() -> tuple:
    rows = Account.objects.order_by("pk").values_list()
    return [*rows], Entry.objects.count()


@pytest.fixture
def office(harbor, ada, ben, pat, maria, omar, settings, tmp_path):
    settings.HOME = tmp_path
    cases = {"A": a_case_of_marias(ada, maria), "B": a_case_of_omars(ada, omar)}
    return Office(Desk(ben), Desk(ada), Desk(pat), Desk(maria), cases)


def a_case_of_omars(ada: Actor, omar: Actor) -> Case:
    lead, titles = User.objects.get(pk=ada.user_id), {"en": "Omar"}
    about = {"kind": "x", "kind_version": 1, "stage": "intake", "titles": titles}
    case = open_case(ada, **about, on=DAY, lead=lead)
    person = add_person(ada, family_name="Haddad", given_name="Omar")
    person.login_id = omar.user_id
    person.save()
    add_party(ada, case, person=person, part="petitioner")
    return case


@pytest.mark.feature("F176", "F177", "F178")
def test_the_ten_scenarios_give_the_balances_of_the_table_through_the_pages(
    harbor, office
):
    for scenario in (s1, s2, s3):
        scenario(office)


def s1(office: Office) -> None:
    """An earned fee leaves trust for an issued invoice, by two persons."""
    office.comes("A", "3,000", "transfer", "1")
    office.invoice("A1", "A", "1,200")
    asked = office.asks("A", "1,200", "earned", invoice="A1")
    assert not office.ben.has_form("approve/"), "who asked is not offered to agree"
    office.agrees(office.ada, asked)
    row = ("$1,800.00", "$1,800.00", "$0.00", "$0.00", "$1,200.00")
    office.stand(*row, free=("$1,800.00", "$0.00"))


def s2(office: Office) -> None:
    """A government fee is paid; a second one is more than is there (T2, T3)."""
    office.leaves("A", "1,440", "government fee", payee=USCIS)
    fee = {"purpose": "government fee", "payee": USCIS}
    office.refuses_asking("Only $360.00 is free", "A", "675", **fee)
    row = ("$360.00", "$360.00", "$0.00", "$0.00", "$1,200.00")
    office.stand(*row, free=("$360.00", "$0.00"))


def s3(office: Office) -> None:
    """A check is not spent before the bank has cleared it (T3)."""
    office.comes("B", "2,000", "check", "7")
    fee = {"purpose": "government fee", "payee": USCIS}
    waits = "$2,000.00 has not cleared at the bank yet"
    office.refuses_asking(waits, "B", "500", **fee)
    office.ledger(office.ben, "B").follow("/clear/").say()
    office.leaves("B", "500", **fee)
    row = ("$1,860.00", "$360.00", "$1,500.00", "$0.00", "$1,200.00")
    office.stand(*row, free=("$360.00", "$1,500.00"))

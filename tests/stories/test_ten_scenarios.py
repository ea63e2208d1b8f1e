"""The ten scenarios of the trust ledger (S1 to S10), pressed on the pages of the office.

Each ends with its row of the table: what the page of the books and the two ledgers say.
Each refusal is a sentence on the page that says the rule, and moves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from django.db import DatabaseError, connection, transaction

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.portal.tests.test_payments import work
from harborlight.staff.tests.at_the_desk import joined
from harborlight.trust.models import Account, Entry
from harborlight.workflow.actions import Newcomer
from tests.pressing import Desk, Filled, cents
from tests.whole_case import MARIA, OMAR, begin, furnish

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
    worker: Callable[[], None]
    zone: str
    invoices: dict[str, str] = field(default_factory=dict)

    # --- What is pressed -------------------------------------------------------

    def money(self, desk: Desk, of: str) -> Desk:
        return desk.go("case-money", self.cases[of])

    def ledger(self, desk: Desk, of: str) -> Desk:
        return desk.go("client-ledger", self._account(of))

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
        if not Account.objects.filter(
            book="client trust", case=self.cases[of]
        ).exists():
            return {
                "In the ledger": "$0.00",
                "Available": "$0.00",
                "Held back": "$0.00",
            }
        return self.ledger(self.ben, of).figures()


def _stored() -> tuple:
    rows = Account.objects.order_by("pk").values_list()
    return [*rows], Entry.objects.count()


@pytest.fixture
def office(harbor, clock, ada, ben, pat, maria, omar, settings, tmp_path):
    settings.HOME = tmp_path
    furnish(clock)
    maria_ = replace(MARIA, language="en")
    cases = {"A": a_case(ada, maria, maria_), "B": a_case(ada, omar, OMAR)}
    desks = [Desk(one) for one in (ben, ada, pat, maria)]
    return Office(*desks, cases, lambda: work(harbor), harbor.time_zone)


def a_case(ada: Actor, client: Actor, named: Newcomer) -> Case:
    """A case of a couple: who petitions pays, and reads it in the portal."""
    about = {
        "given_name": f"Ana {client.name}",
        "email": f"ana.{client.name}@example.org",
    }
    other = replace(MARIA, family_name="Novak", **about)
    begun = begin(ada, playbook="practice-spouse", petitioner=named, beneficiary=other)
    joined(begun, petitioner=client)
    return begun.case


@pytest.mark.feature("F176", "F177", "F178")
def test_the_ten_scenarios_give_the_balances_of_the_table_through_the_pages(
    office,
):
    for scenario in (s1, s2, s3, s4, s5, s6, s7, s8, s9, s10):
        scenario(office)
    tells_the_same_on_paper(office)


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


def s4(office: Office) -> None:
    """What is held for one client pays nothing of another's, also where it is forged (T4)."""
    office.invoice("courier", "A", "100")
    filled = office.asking(office.ben, "B", "100", "earned", invoice="")
    offered = f"{office.invoices['courier']} · $100.00"
    assert offered not in office.ben.words, office.ben.words
    key = office.ada.path.strip("/").rpartition("/")[2]
    theirs = "never pays for another"
    office.refuses(theirs, office.ben, filled, invoice=key)
    forged = {"purpose": "other case", "to_case": office.cases["A"].key}
    office.refuses(theirs, office.ben, filled, **forged, payee="Letter of May 2")
    office.ben.go(office.ada.path).say("void/")
    row = ("$1,860.00", "$360.00", "$1,500.00", "$0.00", "$1,200.00")
    office.stand(*row, free=("$360.00", "$1,500.00"))


def s5(office: Office) -> None:
    """A card's payment comes whole into trust; its fee is the firm's (T10)."""
    office.invoice("advance", "A", "1,000", to="trust")
    hers = office.maria.go("portal:payments").follow(words=office.invoices["advance"])
    paper = hers.path
    hers.say("pay/")
    hers.send(hers.fill("decide/"), outcome="pay")
    office.worker()
    assert "This invoice is paid." in hers.go(paper).words
    office.ben.go("house-money").say(
        kind="processor fee", cents="29.30", why="2.9% and 30 cents"
    )
    row = ("$2,860.00", "$1,360.00", "$1,500.00", "$0.00", "$1,170.70")
    office.stand(*row, free=("$1,360.00", "$1,500.00"))


def s6(office: Office) -> None:
    """What the client disputes stays in trust (T14)."""
    office.invoice("A2", "A", "400")
    page = office.ledger(office.ben, "A").follow("/hold/")
    held = {"kind": "dispute", "cents": "300", "why": "Two hours too many"}
    page.say(**held, invoice=office.invoices["A2"])
    argued = "The client disputes $300.00 of this invoice"
    office.refuses_asking(argued, "A", "400", "earned", invoice="A2")
    office.leaves("A", "100", "earned", invoice="A2")
    row = ("$2,760.00", "$1,260.00", "$1,500.00", "$0.00", "$1,270.70")
    office.stand(*row, free=("$960.00", "$1,500.00"), held="$300.00")


def s7(office: Office) -> None:
    """A chargeback is the firm's to pay; all of the client's money is held (T10, T14)."""
    page = office.ledger(office.ben, "A").follow("/chargeback/")
    taken = page.fill(cents="1,000", fee_cents="15", why="The cardholder disputes it")
    for _pressed_twice in range(2):
        page.send(taken)
    open_ = "A card payment of this client is charged back."
    office.refuses_asking(open_, "A", "1", "refund")
    held = "$1,260.00 is held back, until an attorney releases it"
    office.refuses_asking(held, "A", "1", "government fee", payee=USCIS)
    row = ("$2,760.00", "$1,260.00", "$1,500.00", "$0.00", "$255.70")
    office.stand(*row, free=("$0.00", "$1,500.00"), held="$1,260.00")
    books = office.ben.go("books").rows("accounts")
    assert books["Claimed back after a chargeback"] == "$1,000.00"


def s8(office: Office) -> None:
    """Two have the same page open; one invoice is paid once (T8)."""
    office.invoice("B1", "B", "1,000")
    bens = office.asking(office.ben, "B", "1,000", "earned", invoice="B1")
    pats = office.asking(office.pat, "B", "1,000", "earned", invoice="B1")
    asked = office.ben.send(bens).path
    office.refuses("This was asked for already.", office.ben, bens)
    unpaid = "Of the earned part of this invoice only $0.00 is unpaid"
    office.refuses(unpaid, office.pat, pats)
    pats = office.pat.go(asked).fill("approve/")
    office.agrees(office.ada, asked)
    office.refuses("This was decided already", office.pat, pats)
    row = ("$1,760.00", "$1,260.00", "$500.00", "$0.00", "$1,255.70")
    office.stand(*row, free=("$0.00", "$500.00"), held="$1,260.00")


def s9(office: Office) -> None:
    """A charge of the bank touches the firm's own money alone, and blocks until it is there."""
    charge = {"cents": "12", "why": "Monthly charge"}
    office.ben.go("house-money").say(kind="bank charge", **charge)
    books = office.ben.go("books")
    assert books.rows("accounts")["Own money in trust, for bank charges"] == "−$12.00"
    assert "Put $12.00 of the firm’s own money into the trust account" in books.words
    bank = office.ben.go("new-bank-account")
    bank.say(name="Harbor Bank", book="trust bank", number_ends="4821")
    month = f"{bank.path}month/?of={today(office.zone):%Y-%m}"
    short = "The firm’s float is $12.00 short: put in money of the firm."
    assert short in bank.go(month).words
    too_much = office.ben.go("house-money").fill(
        kind="own money", cents="112.01", why="To be safe"
    )
    office.refuses("may not stand in trust", office.ben, too_much)
    office.ben.go("house-money").say(kind="own money", **charge)
    assert short not in bank.go(month).words
    row = ("$1,760.00", "$1,260.00", "$500.00", "$0.00", "$1,243.70")
    office.stand(*row, free=("$0.00", "$500.00"), held="$1,260.00")


def s10(office: Office) -> None:
    """What is unearned goes back, by two; the case closes; nothing old is changed."""
    refund = office.asking(office.ada, "B", "500", "refund")
    asked = office.ada.send(refund).path
    own = (f"{asked}approve/", {})
    office.refuses("A second person must approve this", office.ada, own)
    undecided = "Somebody asked for money to leave this case"
    office.refuses(undecided, office.ada, closing(office.ada, office.cases["B"]))
    office.agrees(office.pat, asked)
    office.ada.send(closing(office.ada, office.cases["B"]))
    assert "The case is closed." in office.ada.words
    left = "$1,260.00 of the client’s money is still in trust for this case."
    office.refuses(left, office.ada, closing(office.ada, office.cases["A"]))
    office.ledger(office.ben, "B").follow("/back/")
    back = office.ben.fill(why="It was a mistake")
    office.refuses("Only $0.00 is free", office.ben, back)
    nobody_edits_what_stands_there()
    row = ("$1,260.00", "$1,260.00", "$0.00", "$0.00", "$1,243.70")
    office.stand(*row, free=("$0.00", "$0.00"), held="$1,260.00")


def closing(desk: Desk, case: Case) -> Filled:
    return desk.go("case", case).fill("close/")


def nobody_edits_what_stands_there() -> None:
    """No page has a form for it; and the database refuses whoever tries it there."""
    for statement in (
        "UPDATE trust_entry SET cents = cents + 1",
        "DELETE FROM trust_entry",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(statement)


def tells_the_same_on_paper(office: Office) -> None:
    """The client's own page says what is held; it is all hers (T18)."""
    words = office.maria.go("portal:payments").words
    assert "Your money in trust" in words and "$1,260.00" in words

"""A trust account at a bank, and money of María's that came and went in March."""

from datetime import date

import pytest

from harborlight.bank.actions import open_bank_account
from harborlight.trust.actions import Side, post
from harborlight.trust.models import Book
from tests.cast import a_case_of_marias

MARCH = date(2026, 3, 1)


@pytest.fixture
def case(ada, maria):
    return a_case_of_marias(ada, maria)


@pytest.fixture
def trust(ben):
    return open_bank_account(
        ben, name="First Harbor Bank", book="trust bank", number_ends="4821"
    )


def moved(actor, case, cents, on, *, number="2026-0001", key="", words=None):
    """Money of the client's that came into trust, or left it."""
    from harborlight.cases.queries import people_of

    amount = abs(cents)
    into = (Side(Book.TRUST_BANK, debit=amount), Side(Book.CLIENT_TRUST, credit=amount))
    out = (Side(Book.CLIENT_TRUST, debit=amount), Side(Book.TRUST_BANK, credit=amount))
    return post(
        actor,
        case=case,
        person=people_of(actor, case)[0],
        sides=into if cents > 0 else out,
        on=on,
        memo="payment",
        words=words or {"number": number},
        key=key or f"{on} {cents} {number}",
        asked_by=case.lead_id,
    )


def ofx(*lines, ends="20260331", balance="0.00", number="000111224821", currency="USD"):
    """A statement as banks write it (OFX 1.x): lines of day, amount, id and name."""
    told = "".join(
        f"<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{day}120000[-5:EST]<TRNAMT>{amount}"
        f"<FITID>{fitid}<NAME>{name}</STMTTRN>\n"
        for day, amount, fitid, name in lines
    )
    return (
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\n"
        "CHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n"
        "<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS>"
        "<DTSERVER>20260401<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>"
        "<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>"
        f"<STMTRS><CURDEF>{currency}<BANKACCTFROM><BANKID>021000021<ACCTID>{number}"
        "<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20260301"
        f"<DTEND>{ends}\n{told}</BANKTRANLIST><LEDGERBAL><BALAMT>{balance}"
        f"<DTASOF>{ends}</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    ).encode()

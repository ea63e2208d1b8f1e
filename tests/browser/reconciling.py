"""The bank's statement of March beside the books: brought in, matched, prepared, signed."""

from __future__ import annotations

from urllib.parse import urlsplit

from harborlight.bank.tests.conftest import ofx
from tests.browser.house import eventually
from tests.browser.saying import say
from tests.browser.visitor import Visitor

# Exactly what moved: day, amount, the bank's own id and words.
MOVED = (
    ("20260311", "2675.00", "f1", "CARD SETTLEMENT"),
    ("20260312", "-675.00", "f2", "CHECK 1044"),
    ("20260311", "-300.00", "f3", "TRANSFER TO OPERATING"),
    ("20260313", "-1700.00", "f4", "CHECK 1045"),
)


def enter_the_account(ben: Visitor) -> str:
    """The path of the account's page."""
    ben.go("/staff/money/bank/").press("Enter an account")
    said = {"name": "Harbor Bank", "book": "trust bank", "number_ends": "4821"}
    say(ben, "", **said)
    return urlsplit(ben.page.url).path


def bring(ben: Visitor, account: str, data: bytes) -> Visitor:
    ben.go(f"{account}bring/")
    file = {"name": "march.ofx", "mimeType": "application/x-ofx", "buffer": data}
    ben.page.locator("input[type=file]").set_input_files(file)
    return ben.press("Read it")


def close_the_month(account: str, ben: Visitor, ada: Visitor) -> None:
    """Another account's file is refused; the right one agrees; Ben prepares, Ada signs."""
    bring(ben, account, ofx(*MOVED, number="000111229999"))
    ben.sees(
        "This is the statement of another account: its number ends in {theirs}, and this "
        "one in {ours}.",
        theirs="9999",
    )
    bring(ben, account, ofx(*MOVED)).sees("{n} new lines.", n="4")
    month = f"{account}month/?of=2026-03"
    ben.go(month).sees("A line of the bank is in no movement of the books.")
    ben.go(f"{account}match/")
    ben.press("Match the {n} lines without doubt", n="4").sees("Nothing waits")
    ben.go(month).sees("It agrees to the cent.")
    ben.press("Prepare it for signing").sees("Prepared. An attorney signs it now.")
    assert not ben.page.locator("form[action$='/sign/']").count()
    ada.go(month).press("Sign and close the month").sees("Signed. The month is closed.")
    report_is_printed(ada, month)
    nothing_is_posted_into_it(ben)


def report_is_printed(ada: Visitor, month: str) -> None:
    def is_there():
        ada.page.goto(ada.address + month)
        return ada.thing("The report (PDF)").count()

    assert eventually(is_there, 40), ada.text()
    with ada.page.expect_download() as download:
        ada.thing("The report (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def nothing_is_posted_into_it(ben: Visitor) -> None:
    """What is found later stands in April; what was typed is not lost."""
    ben.go("/staff/money/house/")
    said = {"kind": "own money", "cents": "50", "why": "Found later"}
    say(ben, "", **said, on="2026-03-20")
    ben.sees(
        "{month} is reconciled, signed and closed: nothing is posted into it. Post it on "
        "{day} or later, and say there what it belongs to."
    )
    assert ben.page.locator("[name=why]").input_value() == said["why"]

"""The month closes in the three-way screen: Ben prepares, Ada signs, one cent blocks."""

from __future__ import annotations

from datetime import date

import pytest

from tests.browser.found import PASSWORD
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def width(database):
    """A house can hear this story once; on the other database it is told on a phone."""
    return 1280 if database == "SQLite" else 390


def typed(ben: Visitor, end: date, line: str, balance: str) -> None:
    ben.press("Type it in").day("ends_on", end.isoformat())
    ben.write("Balance at its end", balance)
    ben.write("Balance at its end, once more", balance)
    ben.write("Its lines", line).write("Sum of all lines", line.split()[1])
    ben.press("Write it down").sees("SHA-256")


@pytest.mark.feature("F177")
def test_the_month_closes_in_the_three_way_screen(house, visit, width):
    told = house.python("-m", "tests.browser.banking").stdout.split()
    came, last = told[-2:]
    n, day, year = (int(part) for part in last.split("/"))
    end = date(year, n, day)
    ben, ada = visit("Ben", width=width), visit("Ada", width=width)
    ben.sign_in("ben@okafor.example", PASSWORD)
    ben.go("/staff/money/bank/").press("Enter an account")
    ben.write("Name of the bank or of the account", "Harbor Bank")
    ben.choose("Whose money is in it", "trust bank")
    ben.write("Last four digits of its number", "4821").press("Enter it")
    account = ben.page.url
    typed(ben, end, f"{came} 675.00 Deposit", "675.01")
    month = f"{account}month/?of={end:%Y-%m}".replace(house.address, "")
    ben.go(f"{account}match/".replace(house.address, ""))
    ben.press("Match the 1 line without doubt")
    ben.go(month).sees("differs from the books by $0.01")
    ben.go(account.replace(house.address, ""))
    typed(ben, end, f"{came} 675.00 Deposit", "675.00")
    ben.go(month).sees("It agrees to the cent.")
    ben.press("Prepare it for signing").sees("Prepared. An attorney signs it now.")
    ada.sign_in("ada@okafor.example", PASSWORD)
    ada.go(month).press("Sign and close the month").sees("Signed. The month is closed.")
    ada.sees("Signed and closed")

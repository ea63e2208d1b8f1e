"""Money of a client from the agreement to the refund, as finance, lawyers and she press it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.house import eventually
from tests.browser.saying import say
from tests.browser.speaking import Own
from tests.browser.story import Story
from tests.browser.visitor import Visitor

MARIA = "María Rivas Peña"
AGREED = "The petition of a spouse, by the hour, out of what you pay in advance."
PAYEE = "U.S. Department of Homeland Security, check 1044"
MARCH = "2026-03-10"


def money_of(story: Story, who: Visitor) -> Visitor:
    return who.go(f"/staff/cases/{story.case}/money/")


def fees_of(story: Story, who: Visitor) -> Visitor:
    return who.go(f"/staff/cases/{story.case}/fees/")


def reads(who: Visitor, *amounts: str) -> Visitor:
    """Each of these stands on the page."""
    words = who.page.locator("main").inner_text()
    assert all(one in words for one in amounts), words
    return who


def write_the_agreement(story: Story, ben: Visitor) -> None:
    """1. Finance writes it: by the hour, out of a retainer."""
    fees_of(story, ben).press("New version")
    say(ben, "", shape="retainer", words=AGREED)
    ben.sees("Write the retainer.")
    say(ben, "", retainer_cents="2,000")
    ben.sees("Not accepted yet")


def read_and_agree(story: Story, ben: Visitor, maria: Visitor) -> None:
    """2. It is the first thing on her page; she reads it and agrees."""
    ben.press("Ask the client to agree")
    say(ben, "", of=MARIA)
    ben.sees("Asked. They read it in the portal.")
    asked = "Read your fee agreement and agree to it"
    maria.go("/portal/").sees(asked)
    maria.press("Read the agreement").sees(Own(AGREED))
    reads(maria, "$2,000.00")
    maria.press("I agree to this fee agreement")
    maria.sees("Thank you. Your fee agreement holds from today.")
    assert str(maria.said(asked)) not in maria.go("/portal/").text()
    fees_of(story, ben).sees("In force")


def ask_for_the_deposit(story: Story, ben: Visitor) -> str:
    """The retainer and the fee of the government, both for trust; the invoice's number."""
    money_of(story, ben).press("New invoice")
    say(ben, "", payer=MARIA)
    words = "Hours of the petition, in advance"
    say(ben, "/line/", words=words, cents="2,000", kind="fee", to="trust")
    say(ben, "/fee/", fee=offered(ben, "fee", "I-130"))
    reads(ben, "$2,675.00")
    return issue(ben)


def offered(who: Visitor, box: str, words: str) -> str:
    """What is chosen there by the words that stand in it."""
    option = who.page.locator(f"[name={box}] option", has_text=words).first
    return option.get_attribute("value")


def issue(ben: Visitor) -> str:
    ben.press("Issue the invoice").sees("Issued. The client sees it now.")
    return re.search(r"\d{4}-\d{4}", ben.page.locator("#invoice-title").inner_text())[0]


def pay_it(story: Story, maria: Visitor, number: str) -> None:
    """3. She pays by card, once it was declined; it stands in trust, with a receipt."""
    reads(maria.go("/portal/"), "$2,675.00")
    maria.go("/portal/payments/").press("Invoice {number}", number=number)
    invoice = maria.page.url.split("?")[0]
    for card in ("Pay with a card that is declined", "Pay with a card that works"):
        maria.press("Pay {amount}", amount=r"\$2,675\.00").press(card)
        if "/portal/" not in maria.page.url:
            maria.press("Back to the invoice")
        if "declined" in card:
            maria.sees("The payment did not go through. Nothing was charged.")
    receipts(maria, invoice, 1)
    maria.go("/portal/payments/").sees("Your money in trust")
    reads(maria, "$2,675.00", "$675.00")


def receipts(maria: Visitor, invoice: str, count: int) -> None:
    """So many receipts of an invoice are there, as PDF."""

    def are_there():
        maria.page.goto(invoice)
        found = maria.page.get_by_role("link", name=maria.said("Receipt {number}"))
        return found.count() == count

    assert eventually(are_there, 40), maria.text()
    maria.look().sees("This invoice is paid. Thank you.")
    with maria.page.expect_download() as download:
        maria.thing("Receipt {number}").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def ask(story: Story, ben: Visitor, purpose: str, cents: str, **said: str) -> str:
    """Finance asks, and cannot agree itself; the page of what waits."""
    money_of(story, ben).press("Take money out")
    for box in {"invoice", "line"} & said.keys():
        said[box] = offered(ben, box, said[box])
    say(ben, "", purpose=purpose, cents=cents, **said)
    ben.sees("A second person must agree")
    assert not ben.page.locator("form[action$='/approve/']").count()
    return ben.page.url


def agree(who: Visitor, asked: str) -> None:
    """Somebody else finds it on their first page, looks at it and agrees."""
    who.go("/staff/").sees("Money out of trust, for you to decide")
    who.go(asked).press("Approve").sees("Approved. It stands in the books.")


def pay_the_government(story: Story, ben: Visitor, ada: Visitor) -> None:
    """4. Out of trust, by check: finance asks, an attorney agrees."""
    why = "Filing fee of Form I-130"
    said = {"line": "I-130", "payee": PAYEE, "why": why}
    agree(ada, ask(story, ben, "government fee", "675", **said))


def work_and_bill(story: Story, ben: Visitor, paul: Visitor) -> str:
    """5. Hours are written down, cost what was set, and stand on an invoice."""
    ben.go("/staff/money/rules/").press("New rate")
    say(ben, "", work="paralegal", cents="150", from_on="2026-03-01")
    paul.go(f"/staff/cases/{story.case}/time/")
    paul.write("What was done", "Read the file").write("How long", "2:00")
    paul.page.locator("#write [name=work]").select_option("paralegal")
    paul.day("on", MARCH).press("Write it down").sees(Own("Read the file"))
    fees_of(story, ben).press("Bill it")
    say(ben, "", payer=MARIA)
    reads(ben, "$300.00")
    return issue(ben)


def move_what_is_earned(story: Story, ben: Visitor, pat: Visitor, number: str) -> None:
    """6. Asked by one and approved by another, for the invoice that says what was done."""
    why = "Two hours of work"
    said = {"invoice": number, "why": why}
    agree(pat, ask(story, ben, "earned", "300", **said))


def refund(story: Story, ben: Visitor, ada: Visitor) -> None:
    """7. What is left is hers: by check, agreed by a second person."""
    said = {"payee": f"{MARIA}, check 1045", "why": "What is left of the retainer"}
    agree(ada, ask(story, ben, "refund", "1,700", **said))


def close(story: Story, ada: Visitor) -> None:
    ada.go(f"/staff/cases/{story.case}/")
    closing = "form[action$='/close/']"
    ada.page.locator(f"details.menu:has({closing}) > summary").click()
    ada.page.locator(f"{closing} button").click()
    ada.page.wait_for_load_state("load")
    ada.look()


def sees_each_step(maria: Visitor, *, out: tuple[str, ...], left: str) -> None:
    """What left her money, and what is there still."""
    maria.go("/portal/payments/")
    taken = maria.page.locator("#taken-out").inner_text()
    assert all(one in taken for one in out), taken
    held = maria.page.locator("#held")
    assert (held.inner_text() if held.count() else "").count(left) or not left
    assert bool(held.count()) == bool(left), maria.text()


def statement(maria: Visitor) -> None:
    """Of her money in trust, on paper."""
    with maria.page.expect_download() as download:
        maria.thing("Statement of this money (PDF)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")

"""What everybody sees of a whole case, each on their own pages."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.visitor import Visitor

MOST_PAGES = 30
# What the case's activity and the log say of every step, whoever did it.
SIGNED = ".*([Ss]igned pages|[Pp]áginas firmadas).*"
STEPS = (
    "{who} opened the case {number}",
    "{who} sent {name} an invitation to the portal",
    "{who} joined the portal",
    ("{who} answered {count} questions", {"count": r"\d+"}),
    "{who} finished the questions",
    ("{who} sent {title}, version {number}", {"number": "1"}),
    (
        "{who} sent {title}, version {number}, back: {reason}",
        {"number": "1", "reason": ".*left edge"},
    ),
    ("{who} sent {title}, version {number}", {"number": "2"}),
    ("{who} accepted {title}, version {number}", {"number": "2"}),
    ("{who} filled {form}, answers missing: {missing}", {"missing": "0"}),
    "{who} checked and approved {form}",
    "{who} asked {name} to read and sign {form}",
    "{who} downloaded {name}",
    ("{who} sent {title}, version {number}", {"title": SIGNED}),
    ("{who} accepted {title}, version {number}", {"title": SIGNED}),
    "{who} drafted an invoice",
    "{who} issued invoice {number} over {amount}",
    ("{payer} paid {amount} on invoice {number}", {"amount": r".*2,475\.00"}),
    "Receipt {number} was issued",
    "{who} said that {name} is prepared and can be checked",
    "{who} checked {name}, prepared by {other}, and certified it: {sha256}",
    "{who} recorded that {name} was sent on {on}",
    "{who} set a deadline: {title}, {due}",
    "{who} recorded the receipt number {number}",
    "{who} met a deadline: {title}",
)
# Before there is a case, and so of the firm's log alone.
BEFORE = (
    (
        "{who} checked for conflicts: {found} of {known} people looked alike",
        {"found": r"\d+"},
    ),
)
# The same as far as it is the client's, in their words.
TOLD = (
    "We have started your case.",
    "We sent you questions about your case.",
    "You finished your questions.",
    "We asked you for: {title}.",
    "We received {title} and will check it.",
    ("{title} needs another copy: {reason}", {"reason": ".*left edge"}),
    "{title} is accepted.",
    "Your {form} is ready: please read it and sign it in ink.",
    "We sent you invoice {number}.",
    "We received your payment on invoice {number}.",
    "Your receipt {number} is ready.",
    "We sent your case on {on}. It has not been accepted yet.",
)
NOT_TOLD = (
    "{who} checked and approved {form}",
    "{who} downloaded {name}",
    "{who} said that {name} is prepared and can be checked",
    "{who} set a deadline: {title}, {due}",
    "{who} met a deadline: {title}",
    "{who} filled {form}, answers missing: {missing}",
)
# In English also what is near to that.
NEAR_THAT = ("checked and approved", "downloaded", "a deadline", "answers missing")


# What a whole case moved on each account, in cents.
MOVED = {
    "Owed by the client": 0,
    "Fees earned": -180_000,
    "Operating account at the bank": 180_000,
    "Trust account at the bank": 67_500,
    "Held for the client": -67_500,
}


def home_after_joining(client: Visitor) -> None:
    """What is next and when it is due, how far the case is, and what is to pay."""
    main = client.page.locator("main")
    next_step = main.locator("a.button-main").first
    assert next_step.is_visible(), client.text()
    due = client.said("Due {day}", day=r"(\w+,? )?(\w+ \d|\d+ (de )?\w+)")
    assert due.search(client.text()), client.text()
    stages = main.locator("#stages li")
    assert stages.count() > 3
    assert main.locator("#stages [aria-current=step]").count() == 1
    assert client.page.locator("#pay").count() == 0, "nobody sent an invoice yet"


def owes(client: Visitor, amount: str) -> None:
    client.go("/portal/")
    owed = client.said("{amount} is to be paid.", amount=rf"\${re.escape(amount)}")
    assert owed.search(client.text()) or (
        amount in client.page.locator("#pay").inner_text()
    ), client.text()


def leaves_and_comes_back(client: Visitor) -> None:
    """In the middle of the questions: home, and on where they were."""
    here = client.page.url
    client.go("/portal/questions/")
    if not re.fullmatch(r".*/portal/questions/[0-9a-z]{26}/", client.page.url):
        client.page.locator("main a[href*='/portal/questions/']").first.click()
        client.page.wait_for_load_state("load")
    client.press("Continue")
    assert client.page.url == here


def everything(who: Visitor, path: str) -> str:
    """The words of a list from its first page to its last."""
    who.go(path)
    words = who.page.locator("main").inner_text()
    for _ in range(MOST_PAGES):
        older = who.page.locator("main a[rel=next]")
        if not older.count():
            break
        older.first.click()
        who.page.wait_for_load_state("load")
        words += "\n" + who.page.locator("main").inner_text()
    return words


def receipt_chase(staff: Visitor, case: str, *, met: bool) -> None:
    """Staff see in the case's deadlines whether the receipt must still be asked after."""
    staff.go(f"/staff/cases/{case}/")
    chase = staff.said("Receipt of {name}: ask after it if it has not come")
    row = staff.page.locator("#deadlines li").filter(has_text=chase)
    assert row.count() == 1, staff.text()
    found = row.inner_text()
    assert met == (staff.said("Done") in found), found


def notice_of_the_milestone(client: Visitor) -> None:
    """At the milestone itself stands the notice; it comes as a PDF."""
    client.go("/portal/case/")
    link = client.page.locator("#receipt a[href$='/file/']")
    with client.page.expect_download() as download:
        link.click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def cents(words: str) -> int:
    return round(float(re.sub(r"[^\d.]", "", words) or 0) * 100)


def where_the_money_stands(partner: Visitor, case: str, number: str) -> None:
    """The fee was earned, the government's fee is held in trust; all of it balances."""
    partner.go(f"/staff/cases/{case}/money/")
    held = partner.page.locator("p.figure").filter(
        has_text=partner.said("Held in trust")
    )
    paid = partner.page.locator("p.figure").filter(has_text=partner.said("Paid")).last
    assert (cents(held.inner_text()), cents(paid.inner_text())) == (67_500, 247_500)
    partner.page.get_by_role(
        "heading", name=partner.said("Held in trust for {name}")
    ).wait_for()
    partner.go("/staff/money/journal/")
    moved: dict[str, int] = {}
    movements = partner.page.locator("main li").filter(has_text=number)
    assert movements.count() >= 2, partner.text()
    for movement in movements.all():
        sides = [0, 0]
        for row in movement.locator("tbody tr").all():
            account, *both = row.locator("td").all_inner_texts()
            debit, credit = map(cents, both)
            sides = [sides[0] + debit, sides[1] + credit]
            name = account.split(": ")[0].strip()
            moved[name] = moved.get(name, 0) + debit - credit
        assert sides[0] == sides[1] > 0, movement.inner_text()
    assert moved == {partner.said(name): cents for name, cents in MOVED.items()}

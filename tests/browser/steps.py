"""The steps of a case, as those who take them press them on the pages."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pikepdf

from tests.browser.answering import answer_everything
from tests.browser.conftest import LINK
from tests.browser.house import eventually
from tests.browser.looking import home_after_joining, leaves_and_comes_back, owes
from tests.browser.papers import photo, scan
from tests.browser.speaking import Own
from tests.browser.story import Client, Story
from tests.browser.visitor import PATIENCE, Visitor

OWN_PASSWORD = "a lighthouse in the fog 27"


def open_the_case(story: Story, ada: Visitor) -> None:
    """1. New case from the playbook, conflict check, invitations."""
    ada.go("/staff/")
    if story.width < 600:
        ada.thing("Menu").click()
    ada.press("Cases").press("New case")
    names = {
        "i130-spouse": "I-130 spouse",
        "practice-spouse": "Practice petition (our own form)",
        "one-step-marriage": "Green card by marriage (one step)",
        "n400": "N-400 citizenship",
        "h1b": "H-1B worker (I-129)",
        "i-751": "I-751 together",
    }
    ada.press(names[story.playbook])
    for client in story.clients:
        ada.page.locator(f"[name={client.part}-family_name]").fill(client.family)
        ada.page.locator(f"[name={client.part}-given_name]").fill(client.given)
        ada.day(f"{client.part}-birth_date", client.born)
        ada.page.locator(f"[name={client.part}-email]").fill(client.email)
        ada.page.locator(f"[name={client.part}-language]").select_option(
            client.language
        )
    ada.press("Check for conflicts").sees("Your decision")
    if ada.page.locator("[name=decision][type=radio]").count():
        ada.page.locator("[name=decision][value=clear]").check()
        ada.page.locator("[name=reason]").fill("The same couple, told apart by e-mail.")
    ada.page.locator("[name=invite]").check()
    ada.page.locator("button[name=step][value=open]").click()
    ada.page.wait_for_url(re.compile(r"/staff/cases/[0-9a-z]{26}/"))
    ada.look()
    story.case = re.search(r"/cases/([0-9a-z]{26})/", ada.page.url).group(1)


def join(story: Story, client: Client) -> None:
    """2. They come in, and find their next step at home."""
    come_in(story, client)
    home_after_joining(client.at)
    # In the language that they chose for their own pages, whatever the browser's.
    again = story.arrives("Somebody", story.language)
    again.go(client.link).sees("This link was used already")


def come_in(story: Story, client: Client, *, speaks: str = "") -> None:
    """The single-use link, the second proof, a password of their own.

    speaks: in which language they read on, if not in the story's.
    """
    letters = eventually(lambda: story.house.letters_to(client.email))
    assert letters, "no invitation came"
    link = client.link = LINK.search(letters[-1]).group(0)
    client.browser = me = story.arrives(client.given, client.language)
    me.go(link)
    spoken = me.page.locator("html").get_attribute("lang")
    assert spoken.startswith(client.language), spoken
    if client.language != (speaks or story.language):
        me.speak(speaks or story.language)
    me.go(link)  # looking at it again uses nothing up
    name = me.page.locator("[name$=_year]").get_attribute("name").removesuffix("_year")
    me.day(name, "1971-01-02")
    me.press("Continue").sees("This is not the date of birth that the firm has.")
    me.day(name, client.born)
    me.press("Continue")
    me.page.locator("input[type=password]").first.fill("short")
    me.press("Use this password")
    assert me.page.locator(".errorlist:visible").count(), "a short password is refused"
    me.page.locator("input[type=password]").first.fill(OWN_PASSWORD)
    me.press("Use this password")
    me.page.wait_for_url(re.compile(r"/portal/"))
    me.look().sees(Own(client.given))
    the_ways_are_at_hand(me)


def the_ways_are_at_hand(me: Visitor) -> None:
    """The menu stays at the thumb on a phone, and above the page on a wide screen."""
    menu = me.page.get_by_role("navigation", name=re.compile("Main|Principal"))
    me.page.mouse.wheel(0, 400)
    box = menu.bounding_box()
    assert box
    at_the_bottom = round(box["y"] + box["height"]) == me.page.viewport_size["height"]
    assert at_the_bottom == (me.width < 600)
    assert menu.get_by_role("link").count() >= 5
    me.page.mouse.wheel(0, -400)


def answer_and_send_papers(story: Story, client: Client) -> None:
    """3 and 4. Questions in short screens, then the papers."""
    me = client.at
    begun = answer_everything(me, story.answers(client), pages=7)
    leaves_and_comes_back(me)
    assert begun == 7
    answer_everything(me, story.answers(client))
    me.go("/portal/documents/")
    if client.part == "petitioner":
        send_the_wrong_thing(me)
    described = 0
    for _ in range(6):
        me.go("/portal/documents/")
        waiting = me.page.locator("ul.rows li").filter(has_text=me.said("Due"))
        if not waiting.count():
            assert described, "Nobody was asked for day, country, language and tags."
            return
        waiting.first.get_by_role("link").first.click()
        me.page.wait_for_load_state("load")
        me.look()
        title = me.page.locator("h1").inner_text()
        described += send_paper(me, "passport.jpg", photo(f"{client.given} {title}"))
    raise AssertionError("papers never stop waiting")


def send_the_wrong_thing(me: Visitor) -> None:
    waiting = me.page.locator("ul.rows li").filter(has_text=me.said("Due"))
    waiting.first.get_by_role("link").first.click()
    me.page.wait_for_load_state("load")
    send_paper(me, "passport.pdf", b"MZ this is a program, not a paper", done=False)
    assert me.page.locator(".errorlist:visible, [role=alert]:visible").count()


def send_paper(me: Visitor, name: str, content: bytes, *, done: bool = True) -> bool:
    """Whether the page asked for all that is to be said of a paper."""
    kinds = {"jpg": "image/jpeg", "pdf": "application/pdf"}
    me.page.locator("input[type=file]:not([capture])").first.set_input_files(
        {"name": name, "mimeType": kinds[name[-3:]], "buffer": content}
    )
    described = me.page.locator("select[name=country]").count() > 0
    if described:  # not asked of a form of ours
        me.day("issued_on", "2021-05-17")
        me.page.locator("select[name=country]").select_option("SV")
        me.page.locator("select[name=language]").select_option("es")
    tag = me.page.locator("[name=tags]").first
    # Their paper is Spanish: its translation and the certificate are in the file.
    for part in ("translation", "certificate"):
        if (holds := me.page.locator(f"[name=tags][value={part}]")).count():
            holds.check()
    me.page.locator("form[enctype] button.button-main:not([type=button])").last.click()
    if done:
        me.sees("We have it. We will check it and tell you.")
    else:
        me.page.locator(".errorlist:visible, [role=alert]:visible").first.wait_for(
            timeout=20_000
        )
    me.page.wait_for_load_state("load")
    me.look()
    return described and tag.count() > 0


def review(story: Story, paul: Visitor) -> None:
    """5. Accept; send one back with a reason; the client sends a better one."""
    paul.go("/staff/review/")
    of_case = of_this_case(story, paul)
    marriage = paul.said("Marriage certificate")
    of_case.filter(has_text=marriage).first.get_by_role("link").first.click()
    paul.page.wait_for_load_state("load")
    paul.look()
    paul.page.get_by_text(paul.said("Send back")).first.click()
    paul.page.locator("#send-back a.menu-item").first.click()
    paul.page.wait_for_load_state("load")
    paul.page.locator("textarea[name=comment]").fill(
        "The left edge is cut off. Please show all four corners."
    )
    paul.page.locator("#send-back form button.button-main").click()
    paul.page.wait_for_load_state("load")
    oscar = story.clients[0].at
    oscar.go("/portal/").sees(Own("all four corners"))
    oscar.press("See what is wrong and send it again")
    oscar.sees("Please send another copy").sees(Own("left edge is cut off"))
    send_paper(oscar, "better.jpg", photo("all four corners"))
    for number in "12":
        oscar.sees("Version {n}", n=number)
    accept_what_waits(story, paul)


def of_this_case(story: Story, who: Visitor):
    number = case_number(story, who)
    who.go("/staff/review/")
    return who.page.locator("tbody tr").filter(has_text=number)


def case_number(story: Story, who: Visitor) -> str:
    who.go(f"/staff/cases/{story.case}/")
    return re.search(r"\d{4}-\d{4,}", who.text()).group(0)


def accept_what_waits(story: Story, paul: Visitor) -> None:
    for _ in range(12):
        rows = of_this_case(story, paul)
        if not rows.count():
            return
        rows.first.get_by_role("link").first.click()
        paul.page.wait_for_load_state("load")
        paul.look()
        paul.press("Accept")
    raise AssertionError("the review queue does not empty")


def fill_forms(story: Story, paul: Visitor) -> None:
    """6. The forms from the facts."""
    paul.go(f"/staff/cases/{story.case}/forms/").press("Fill the forms")
    paul.sees("To be checked")
    approve = paul.said("Approve")
    for link in forms_of(story, paul):
        paul.go(link)
        assert not paul.page.locator("#missing").count(), paul.page.locator(
            "#missing"
        ).inner_text()
        assert paul.page.get_by_role("button", name=approve).count() == 0
        picture = paul.page.locator("main img").first
        picture.scroll_into_view_if_needed()
        assert eventually(partial(picture.evaluate, "i => i.naturalWidth > 200"))


def forms_of(story: Story, who: Visitor) -> list[str]:
    who.go(f"/staff/cases/{story.case}/forms/")
    links = who.page.locator("main ul.rows a.link.font-semibold")
    found = links.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert found, "no form is there"
    return found


def approve_forms(story: Story, ada: Visitor) -> None:
    """7. A second person checks and approves."""
    for link in forms_of(story, ada):
        ada.go(link)
        if (goes_open := ada.page.locator("[name=despite_open]")).count():
            goes_open.check()
        ada.press("Approve")
        ada.sees("Approved: {form}.")


def sign(story: Story, client: Client) -> None:
    """7. The client reads every form and uploads the scan of the ink-signed pages."""
    me = client.at
    for _ in range(12):
        me.go("/portal/")
        step = me.page.get_by_role(
            "link", name=me.either("Read the form", "Read and sign Form {form}")
        )
        if not step.count():
            return
        step.first.click()
        me.page.wait_for_load_state("load")
        me.look()
        # A sheet is fetched when its reader comes near it.
        sheet = me.page.locator("#pages a > img").first
        sheet.scroll_into_view_if_needed()
        drawn = "sheet => sheet.complete && sheet.naturalWidth > 1000"
        me.page.wait_for_function(
            drawn, arg=sheet.element_handle(), timeout=3 * PATIENCE
        )
        with me.page.expect_download() as download:
            me.thing("Download the form to print").click()
        # Every page of it is signed or scanned along: a scan that lacks one is stopped.
        with pikepdf.open(Path(download.value.path())) as printed:
            pages = len(printed.pages)
        me.press("Send the signed pages")
        send_paper(me, "signed.pdf", scan(f"{client.given} signed", pages))
    raise AssertionError("forms to sign never stop")


def accept_signatures(story: Story, paul: Visitor) -> None:
    accept_what_waits(story, paul)


def pay(story: Story, client: Client, *, owed: str) -> Visitor:
    """9. The first invoice, with the government fees itemised, paid in the sandbox."""
    pat, me = story.staff("Pat"), client.at
    pat.go(f"/staff/cases/{story.case}/money/").press("Draft the first invoice")
    pat.press("Issue the invoice").sees("Unpaid")
    owes(me, owed)
    me.go("/portal/payments/").press("Invoice {number}")
    me.press("Pay {amount}", amount=r"\$.+")
    me.sees("This is a sandbox. No real money moves.")
    me.press("Pay with a card that works")
    if "/portal/" not in me.page.url:
        me.press("Back to the invoice")
    invoice = me.page.url.split("?")[0]

    def receipt_is_there():
        me.page.goto(invoice)
        return me.thing("Receipt {number}").count()

    assert eventually(receipt_is_there, 40), me.text()
    me.look().sees("This invoice is paid. Thank you.")
    return pat

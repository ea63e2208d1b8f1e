"""How a filing is made whole, certified, sent and received, as people press it."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.browser.certifying import answer_all, pay_by_card
from tests.browser.house import eventually
from tests.browser.looking import receipt_chase
from tests.browser.papers import photo, scan
from tests.browser.speaking import Own
from tests.browser.steps import send_paper
from tests.browser.story import Client, Story
from tests.browser.visitor import Visitor


def send_every_paper(story: Story, client: Client) -> None:
    me = client.at
    for at in range(16):
        me.go("/portal/documents/")
        # What their answers make necessary stands there with the rest.
        owed = me.page.locator("section").filter(
            has=me.page.get_by_role("heading", name=me.said("To send"))
        )
        waiting = owed.locator("ul.rows li")
        if not waiting.count():
            return
        waiting.first.get_by_role("link").first.click()
        me.page.wait_for_load_state("load")
        me.look()
        title = me.page.locator("h1").inner_text()
        send_paper(me, "paper.jpg", photo(f"{client.given} {at} {title}"))
    raise AssertionError("papers never stop waiting")


def build_the_packet(story: Story, paul: Visitor) -> None:
    """All papers that were accepted, in one file, that goes with the filing."""
    paul.go(f"/staff/cases/{story.case}/packets/new/")
    # A name in no language: what stands on the pages in Spanish is looked for.
    paul.page.locator("[name=name]").fill(story.clients[0].family)
    paul.page.locator("[name=purpose][value=filing]").check()
    paul.page.locator("[name=destination]").select_option("uscis paper")
    paul.page.locator("main form .button-main").first.click()
    paul.page.wait_for_load_state("load")
    papers = re.search(r"/staff/packets/[0-9a-z]{26}/", paul.page.url)
    assert papers, paul.page.url
    paul.go(f"{papers[0]}papers/")
    boxes = paul.page.locator("[name=versions]")
    assert boxes.count(), "no paper could go into the packet"
    for box in boxes.all():
        box.check()
    paul.page.locator("main form .button-main").first.click()
    paul.page.wait_for_load_state("load")
    paul.go(f"{papers[0]}filing/")
    filing = paul.page.locator("select[name=filing]")
    if filing.count():
        filing.select_option(index=1)
        paul.page.locator("main form .button-main").first.click()
        paul.page.wait_for_load_state("load")
    paul.go(papers[0])
    paul.page.locator(
        "#build form button, form[action$='/build/'] button"
    ).first.click()

    def is_built():
        paul.page.goto(story.house.address + papers[0])
        return paul.page.locator("a[href*='/packets/files/']").count()

    assert eventually(partial(is_built), 120), paul.text()
    paul.look()


def certify(story: Story, paul: Visitor, ada: Visitor, *fees: str) -> str:
    """Prepared by one, certified by another; where the preflight is. fees: in dollars."""
    paul.go(f"/staff/cases/{story.case}/forms/").press("Preflight and certificate")
    preflight = paul.page.url
    pay_by_card(paul.page, preflight, *fees)
    paul.go(preflight).sees(Own("USCIS"))
    assert "\\n" not in paul.text(), "an address is written in one line"
    paul.go(preflight).press("I prepared it")
    ada.go(preflight).sees("Prepared by {who}, {day}")
    answer_all(ada.page)
    ada.look().press("Certify it").sees("Certified. It can go out as it is now.")
    with ada.page.expect_download() as download:
        ada.thing("Certificate {n}").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    return preflight


def file_it(story: Story, paul: Visitor) -> None:
    """8. The filing goes out."""
    paul.go(f"/staff/cases/{story.case}/forms/").press("Record that it was sent")
    channel = paul.page.locator("[name=channel][value=paper]")
    if channel.count() and channel.first.evaluate("e => e.type") == "radio":
        channel.check()
    else:
        paul.page.locator("select[name=channel]").select_option("paper")
    paul.page.locator("[name=tracking]").fill("1Z999AA10123456784")
    paul.press("Record it").sees(Own("1Z999AA10123456784"))
    receipt_chase(paul, story.case, met=False)


def record_the_receipt(story: Story, paul: Visitor, on: str = "") -> None:
    """8. The receipt number, typed twice, with the notice. on: today, if not said."""
    number = story.number
    paul.go(f"/staff/cases/{story.case}/forms/").press("Record the receipt number")
    paul.page.locator("[name=number]").fill(number)
    paul.page.locator("[name=again]").fill("IOE0900000000")
    paul.day("on", on or datetime.now(ZoneInfo("America/Chicago")).date().isoformat())
    paul.page.locator("input[type=file]").first.set_input_files(
        {
            "name": "notice.pdf",
            "mimeType": "application/pdf",
            "buffer": scan("I-797C receipt notice"),
        }
    )
    # The form waits for its file and then sends itself: nobody looks before it came.
    paul.thing("Record it").click()
    paul.page.locator(".errorlist:visible").first.wait_for()  # the two do not agree
    paul.look()
    paul.page.locator("[name=again]").fill(number)
    files = paul.page.locator("input[type=file]")
    kept = paul.said("The file is kept here. You may still choose another one.")
    if not paul.page.get_by_text(kept).filter(visible=True).count():
        files.first.set_input_files(
            {
                "name": "notice.pdf",
                "mimeType": "application/pdf",
                "buffer": scan("I-797C receipt notice"),
            }
        )
    paul.thing("Record it").click()
    paul.sees(Own(number)).look()
    receipt_chase(paul, story.case, met=True)

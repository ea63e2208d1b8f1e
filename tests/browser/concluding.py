"""From the certificate of an H-1B petition to the final letters."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.certifying import WORDS
from tests.browser.extending import Extension
from tests.browser.house import eventually
from tests.browser.papers import scan
from tests.browser.speaking import Own, lacks
from tests.browser.story import Client
from tests.browser.visitor import Visitor

# The first day of the two that follow, in the letter.
AHEAD = {
    "en": "Extend the stay of the worker: First day to file",
    "es": "Extender la estadía del trabajador: Primer día para presentar",
}
OUTCOME = {
    "en": "The stay was extended until February 19, 2029.",
    "es": "La estadía se extendió hasta el 19 de febrero de 2029.",
}


def certify(story: Extension, paul: Visitor, ada: Visitor) -> None:
    paul.go(f"/staff/cases/{story.case}/forms/").press("Preflight and certificate")
    preflight = paul.page.url
    paul.press("I prepared it")
    ada.go(preflight)
    stops = answer_what_is_found(ada)
    # The book has no address for the I-129, and nobody said which of its fees is due: the
    # attorney says both.
    assert len(stops) == 2, stops
    assert "I-129" in stops[0] and "G-28, I-129" in stops[1], stops
    ada.go(preflight).press("Certify it").sees("Certified. It can go out as it is now.")
    with ada.page.expect_download() as download:
        ada.thing("Certificate {n}").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def answer_what_is_found(ada: Visitor) -> list[str]:
    """What stops the filing is lifted with a reason, the rest is answered."""
    stops = []
    for _ in range(40):
        row = ada.page.locator("#open li").first
        if not row.count():
            return stops
        folded = row.locator("details > summary")
        if folded.count():
            stops.append(row.inner_text())
            folded.click()
        row.locator("[name=words]").fill(WORDS)
        row.locator("form button").click()
        ada.page.wait_for_load_state("load")
    raise AssertionError("the preflight finds something new after every answer")


def is_held_until_the_tasks_are_done(
    story: Extension, paul: Visitor, ada: Visitor
) -> None:
    """The certificate does not open the gate of the tasks; a second person does."""
    tasks = f"/staff/cases/{story.case}/tasks/"

    def has_come():
        paul.page.goto(story.house.address + tasks)
        return paul.page.get_by_text(paul.said("Assemble the packet")).count()

    assert eventually(has_come, 40), paul.text()
    paul.sees("The case cannot be sent yet").sees(
        "Fees of the government, all paid by the company"
    )
    for _ in range(4):
        waiting = open_tasks(paul, tasks)
        if not waiting:
            break
        for path in waiting:
            does(paul, ada, path)
    assert not open_tasks(paul, tasks), paul.text()
    held = ["The case cannot be sent yet"]
    assert lacks(paul.text(), held, story.language) == held


def open_tasks(who: Visitor, tasks: str) -> list[str]:
    """All but the sending itself: it is opened by itself once nothing holds it."""
    who.go(tasks)
    links = who.page.locator("#open li a[href*='/staff/tasks/']")
    others = links.filter(has_not_text=who.said("Send it and keep the proof"))
    return others.evaluate_all("all => all.map(one => one.getAttribute('href'))")


def does(paul: Visitor, ada: Visitor, path: str) -> None:
    """Paul does a task, and Ada accepts it where a second person has to."""
    paul.go(path)
    while (box := paul.page.locator("#checklist button.button-second")).count():
        box.first.click()
        paul.page.wait_for_load_state("load")
    if not paul.page.locator("#do form").count():
        return
    if (words := paul.page.locator("#do textarea")).count():
        words.first.fill("2029-02-19: six years after 2023-02-20, no day abroad.")
    paul.page.locator("#do form button.button-main").click()
    paul.page.wait_for_load_state("load")
    paul.look()
    assert not paul.page.locator("#review").count(), "whoever did it accepts it"
    ada.go(path)
    if (accepts := ada.page.locator("#review form button.button-main")).count():
        accepts.first.click()
        ada.page.wait_for_load_state("load")
        ada.look()


def send(story: Extension, paul: Visitor) -> None:
    paul.go(f"/staff/cases/{story.case}/forms/").press("Record that it was sent")
    paul.page.locator("[name=channel][value=paper]").check()
    paul.page.locator("[name=tracking]").fill("1Z999AA10123456784")
    paul.press("Record it").sees(Own("1Z999AA10123456784"))


def receipt(story: Extension, paul: Visitor) -> None:
    paul.go(f"/staff/cases/{story.case}/forms/").press("Record the receipt number")
    for name in ("number", "again"):
        paul.page.locator(f"[name={name}]").fill(story.number)
    paul.day("on", "2026-02-10")
    paul.page.locator("input[type=file]").first.set_input_files(
        {
            "name": "notice.pdf",
            "mimeType": "application/pdf",
            "buffer": scan("I-797C receipt notice"),
        }
    )
    paul.thing("Record it").click()
    paul.sees(Own(story.number)).look()
    for client in story.clients:

        def told(me=client.at):
            me.page.goto(f"{story.house.address}/portal/case/")
            return story.number in me.text()

        assert eventually(told), client.at.text()


def decide_on_premium(story: Extension, ada: Visitor) -> None:
    """Whether the government is paid to decide sooner (Form I-907) is decided, and kept."""
    course = f"/staff/cases/{story.case}/course/"
    ada.go(f"{course}needs/faster decision/")
    ada.page.locator("[name=decision][value='not needed']").check()
    ada.page.locator("[name=words]").fill("The worker may go on for 240 days.")
    ada.page.locator("main form .button-main").first.click()
    ada.sees("Your decision is kept with the case.").look()


def say(paul: Visitor, story: Extension, number: str, means: str, on: str) -> None:
    """Write down what an agency says of a number."""
    followed = f"/staff/cases/{story.case}/agency/"

    def is_followed():
        paul.page.goto(story.house.address + followed)
        return paul.page.locator("section.card", has_text=number).count()

    assert eventually(is_followed, 40), paul.text()
    card = paul.page.locator("section.card", has_text=number).first
    card.locator("a[href$='/seen/']").click()
    paul.page.wait_for_load_state("load")
    paul.look()
    paul.page.locator("[name=means]").select_option(means)
    paul.page.locator("[name=on]").fill(on)
    paul.page.locator("main form .button-main").first.click()
    paul.sees("Written down. The client can read it.").look()


def approved(story: Extension, paul: Visitor) -> None:
    """Read on the notice and written down by a person; all three know it by their page."""
    say(paul, story, story.number, "approved", "2026-03-10")
    for client in story.clients:
        me = client.at.go("/portal/case/")
        milestone = me.page.locator("#decision")
        assert (
            me.said("The government approved the petition.") in milestone.inner_text()
        )
        assert not me.page.locator("#pay").count()


def close(story: Extension, ada: Visitor) -> None:
    """The day on which the stay ends is typed, and what follows is counted; it closes."""
    course = f"/staff/cases/{story.case}/course/"
    ada.go(f"{course}ahead/extend work/")
    ada.day("on", "2029-02-19")
    ada.page.locator("main form .button-main").first.click()
    ada.page.wait_for_load_state("load")
    assert ada.page.locator("#ahead").count(), ada.page.url + ada.text()
    ahead = ada.page.locator("#ahead").inner_text()
    assert "2028" in ahead and "2029" in ahead, ahead
    ada.go(f"/staff/cases/{story.case}/")
    closing = "form[action$='/close/']"
    ada.page.locator(f"details.menu:has({closing}) > summary").click()
    ada.page.locator(f"{closing} button").click()
    ada.page.wait_for_load_state("load")
    ada.look()
    ada.sees("The case is closed. It stays in the list of closed.")


def give_letters(story: Extension, ada: Visitor) -> None:
    """Each gets their own, in their language, and reads no other's."""
    for client in story.clients:
        letter_to(story, ada, client)
    for client in story.clients:
        me = client.at.go("/portal/case/")
        said = me.text()
        assert OUTCOME[client.language] in said, said
        assert AHEAD[client.language] in said, said
        others = {*OUTCOME.values()} - {OUTCOME[client.language]}
        assert not any(words in said for words in others), said


def letter_to(story: Extension, ada: Visitor, client: Client) -> None:
    """In the language of whoever reads it; what came of it is written by the lawyer."""
    ada.go(f"/staff/cases/{story.case}/final-letter/")
    offered = ada.page.get_by_role("link", name=client.given)
    offered.first.click()
    ada.page.wait_for_load_state("load")
    ada.look()
    language = ada.page.locator("select[name=language]")
    assert language.input_value() == client.language
    words = ada.page.locator("[name=words]")
    offered_words = words.input_value()
    assert client.given in offered_words
    outcome = OUTCOME[client.language]
    words.fill(re.sub(r"\[[^\]]+\]", outcome, offered_words))
    assert "2028-08-" in ada.page.locator("[name=ahead]").input_value()
    ada.page.locator("main form .button-main").first.click()
    ada.page.wait_for_load_state("load")
    ada.sees("The letter is on the client’s page.").look()

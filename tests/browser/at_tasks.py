"""Tasks of a case, taken, done and looked at as people do it; and how far a client is."""

from __future__ import annotations

import re

from tests.browser.house import eventually
from tests.browser.saying import say
from tests.browser.story import Client, Story
from tests.browser.visitor import Visitor


def task_of(story: Story, who: Visitor, title: str) -> str:
    """Where a task stands that the playbook opens by itself."""
    name = who.said(title)

    def there():
        who.page.goto(f"{story.house.address}/staff/cases/{story.case}/tasks/")
        found = who.page.locator("main a[href*='/staff/tasks/']").filter(has_text=name)
        return found.first.get_attribute("href") if found.count() else ""

    address = eventually(there)
    assert address, f"no task {title}: {who.text()}"
    return address


def do_task(story: Story, who: Visitor, title: str, *, answer: str = "") -> str:
    """Take it on, tick off all of it, and say that it is done; where it stands."""
    task = task_of(story, who, title)
    who.go(task)
    if who.thing("I take it on").count():
        say(who, "/take/")
    for _ in range(12):
        items = who.page.locator("#checklist button.button-second")
        if not items.count():
            break
        with who.page.expect_navigation(wait_until="load"):
            items.first.click()
    said = {"answer": answer} if answer else {}
    return (say(who, "/submit/", **said), task)[1]


def so_far(client: Client) -> tuple[int, int]:
    """How much of what they are asked a client has done: as their list says it."""
    bar = client.at.go("/portal/todo/").page.locator("main progress")
    assert bar.count() == 1, client.at.text()
    done, total = re.findall(r"\d+", bar.text_content() or "")
    return int(done), int(total)

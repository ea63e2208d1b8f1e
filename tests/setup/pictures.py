"""The pictures of the README, made of our own pages: python -m tests.setup.pictures."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.house import house
from tests.setup.browser import FLAGS, MISSING, chromium

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
# What is shown: file, who signs in (by the demonstration firm), the page, the width.
SHOWN = [
    ("desk.png", "ada@harbor.example", "/staff/", 1280),
    ("cases.png", "ada@harbor.example", "/staff/cases/", 1280),
    ("waiting-room.png", "maria@client.example", "/portal/", 390),
]


def main() -> int:
    found = chromium()
    if found is None:
        print(MISSING)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with house() as made, sync_playwright() as play:
        made.command("demo")
        password = made.python(
            "-c",
            "import django; django.setup()\n"
            "from harborlight.config.demo import PASSWORD; print(PASSWORD)",
        ).stdout.strip()
        made.open()
        browser = play.chromium.launch(executable_path=str(found), args=FLAGS)
        for name, email, path, width in SHOWN:
            context = browser.new_context(
                viewport={"width": width, "height": 860},
                device_scale_factor=2 if width < 600 else 1,
            )
            page = context.new_page()
            page.goto(f"{made.address}/account/sign-in/")
            page.locator("[name=login]").fill(email)
            page.locator("[name=password]").fill(password)
            page.locator(
                "form:has([name=password]) button:not([type=button])"
            ).first.click()
            page.wait_for_load_state("load")
            page.goto(made.address + path)
            page.screenshot(path=PICTURES / name)
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

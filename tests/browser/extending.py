"""Who takes part in the extension of an H-1B, and what they answer and send."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.answering import answer_everything
from tests.browser.papers import photo
from tests.browser.steps import send_paper
from tests.browser.story import Client, Story
from tests.browser.visitor import Visitor
from tests.whole_case import family

LCA = "I-200-25345-123456"
# The same job goes on: what the invented company and its programmer say otherwise.
EXTENDED = {
    "petitioner": {"worksites": []},
    "beneficiary": {
        "hl_stays": [
            {
                "who": "Meenakshi Raghunathan",
                "from": "2023-02-20",
                "to": "2026-02-19",
            }
        ],
        "nonimmigrant_status": "H1B",
        "immigration_status_until_kind": "date",
        "immigration_status_until": "2026-02-19",
        "sevis_number": "none",
        "ead_number": "none",
    },
    "case": {
        "temporary": {
            "basis": "continuation",
            "receipt": "IOE0912345678",
            "action": "extend",
            "filed_before": "yes",
            "filed_before_details": "The H-1B petition of 2022 for the same job.",
            "offsite": "no",
            "dependents": "no",
            "from": "2026-02-20",
            "until": "2029-02-19",
        },
        "job": {"elsewhere": "no"},
        "h1b": {"cap": "exempt", "cap_exempt": "counted"},
    },
}
EMPLOYER, LIAISON, WORKER = "petitioner", "liaison", "beneficiary"
# part, given name, family name, birthday, e-mail, and the language they read.
PEOPLE = (
    (EMPLOYER, "Ingrid", "Halvorsen", "1979-04-21", "ingrid{}@example.org", "en"),
    (LIAISON, "Helen", "Quist", "1985-06-30", "helen{}@example.org", "en"),
    (WORKER, "Meenakshi", "Raghunathan", "1998-02-19", "meena{}@example.org", "es"),
)


@dataclass
class Extension(Story):
    """The story of three; the liaison answers what the employer is asked."""

    def answers(self, client: Client) -> dict:
        said = _with(family(self.people), EXTENDED)
        part = EMPLOYER if client.part == LIAISON else client.part
        return {**said, "_me": part}

    def who(self, part: str) -> Visitor:
        return next(one for one in self.clients if one.part == part).at


def _with(said: dict, other: dict) -> dict:
    """These answers, and where the other ones say something, that."""
    return said | {
        key: _with(said.get(key, {}), inner) if isinstance(inner, dict) else inner
        for key, inner in other.items()
    }


def answer_and_send(story: Extension) -> None:
    """The liaison answers for the company, the worker for herself; the employer waits."""
    employer = story.who(EMPLOYER)
    employer.go("/portal/questions/")
    assert not employer.page.locator("main a[href*='/portal/questions/']").count()
    for client in story.clients:
        if client.part == EMPLOYER:
            continue
        me = client.at
        answer_everything(me, story.answers(client))
        kept = me.go("/portal/documents/").text()
        # That it is an extension, the company said: then its last approval is asked for.
        approval = me.said("Approval notice of the petition before (I-797)")
        assert (approval in kept) == (client.part == LIAISON), kept
        send_papers(client)


def send_papers(client: Client) -> None:
    me = client.at
    for at in range(16):
        me.go("/portal/documents/")
        owed = me.page.locator("section").filter(
            has=me.page.get_by_role("heading", name=me.said("To send"))
        )
        waiting = owed.locator("ul.rows li")
        if not waiting.count():
            assert at, "nothing was asked for"
            return
        waiting.first.get_by_role("link").first.click()
        me.page.wait_for_load_state("load")
        me.look()
        title = me.page.locator("h1").inner_text()
        send_paper(me, "paper.jpg", photo(f"{client.given} {at} {title}"))
    raise AssertionError("papers never stop waiting")

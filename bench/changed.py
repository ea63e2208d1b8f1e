"""A changed answer in the status of every open draft: within one look at the page of forms.

Run inside a house. A filing of the one-step marriage set (eleven drafts) is planned and
filled for a case of the office; then, in turns, an answer of it is corrected and the page
of its forms is opened, which must mark just the drafts that ask for it; beside it the page
of the case is opened. Prints the medians of both in milliseconds.
"""

from __future__ import annotations

import json
import logging
import time
from datetime import UTC, datetime
from statistics import median

from bench.marriage import SET
from bench.office import petitioners, signed_in
from harborlight.config.synth.playing import dry_forms
from harborlight.facts.models import Fact
from harborlight.filings.actions import fill_forms, plan_filing
from harborlight.filings.models import FilledForm
from harborlight.filings.spots import asked_by
from harborlight.firm.clock import standing_at
from harborlight.firm.models import Firm, Membership
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from harborlight.questionnaires.actions import correct_answer
from tests.cast import actor_of

# When the editions of the set were taken.
DAY = datetime(2026, 6, 15, 20, tzinfo=UTC)
ROUNDS = 25
FACT = "contact.phone_mobile"
MARK = b"Answers changed since"


def both() -> list[float]:
    """Milliseconds of the page of forms, each time after a change, and of the case page."""
    firm = Firm.objects.get()
    with inside(firm):
        member = Membership.objects.filter(role=Role.ATTORNEY).order_by("pk").first()
        actor, party = actor_of(member), petitioners()[0]
        case = party.case
        with standing_at(DAY), dry_forms():
            filing = plan_filing(actor, case, name="One-step", forms=[*SET])
            drafts = fill_forms(actor, filing)
        touched = sum(
            f"{party.part}.{FACT}" in asked_by(one.form, one.edition)
            and one.needed.client in ("", party.part)
            for one in drafts
        )
        if not touched or touched == len(drafts):
            raise RuntimeError("The answer should stand on some of the drafts.")
    browser, times = signed_in(member.user), ([], [])
    pages = (f"/staff/cases/{case.key}/forms/", f"/staff/cases/{case.key}/")
    for turn in range(ROUNDS + 1):
        with inside(firm):
            correct_answer(
                actor,
                case,
                person=party.person,
                place=(FACT, None),
                value=f"+1213555{turn:04d}",
                reason="The bench",
            )
        for page, taken in zip(pages, times, strict=True):
            begun = time.perf_counter()
            answer = browser.get(page)
            taken.append(time.perf_counter() - begun)
            if answer.status_code != 200:
                raise RuntimeError(f"{page}: {answer.status_code}")
            if page == pages[0] and answer.content.count(MARK) < touched:
                raise RuntimeError("A draft that it touches is not marked.")
    with inside(firm):
        assert Fact.objects.filter(case=case, name=FACT).count() >= ROUNDS
        FilledForm.objects.filter(needed__filing=filing).update(state="replaced")
    return [1000 * median(taken[1:]) for taken in times]


def main() -> None:
    logging.disable(logging.WARNING)
    print(json.dumps(both()))


if __name__ == "__main__":
    main()

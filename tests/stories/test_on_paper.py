"""A client who has no portal wrote everything on paper; a paralegal types it."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from harborlight.facts.queries import sheet
from harborlight.facts.structure import flattened
from harborlight.filings.actions import fill_forms
from harborlight.filings.queries import filings
from harborlight.firm.clock import standing_at
from harborlight.staff.tests.at_the_desk import at_the_desk, official_folder, words
from tests.whole_case import begin, family, furnish

GROUPS = ("addresses", "jobs")


@pytest.fixture
def begun(settings, clock, ada):
    folder = official_folder()
    if folder:
        settings.FORMS_FOLDER = folder
    with standing_at(datetime(2026, 6, 15, 15, tzinfo=UTC)):
        furnish(clock)
        yield begin(ada, playbook="i130-spouse" if folder else "practice-spouse")


def filled_page(paul, begun):
    """The form of the petitioner's, filled from what is known, as the desk shows it."""
    filled = fill_forms(paul, filings(paul, begun.case).get())
    one = next((one for one in filled if one.form == "I-130"), filled[0])
    return one, at_the_desk(paul).get(reverse("staff:filled-form", args=[one.pk]))


def links_of(page):
    """Where the list of missing answers leads, as far as it is rows of a group."""
    found = re.findall(r'href="([^"]+/several/[^"]+)"', words(page))
    return [link.replace("&amp;", "&") for link in found]


def type_all(desk, begun, part):
    """Every address and job of five years, one after the other, "save and add another"."""
    said = family()[part]
    for group in GROUPS:
        place = [begun.case.pk, getattr(begun, part).person_id, group]
        for row in said[group]:
            names = {path.replace(".", "-"): text for path, text in _flat(row).items()}
            boxes = {f"{part}-{group}-{name}": text for name, text in names.items()}
            page = desk.post(
                reverse("staff:add-row", args=place), boxes | {"another": "1"}
            )
            assert page.status_code == 302, page.context["form"].errors


def _flat(row):
    return {
        path.removeprefix("case."): text
        for path, text in flattened({"case": row}).items()
    }


@pytest.mark.feature("F068", "F118")
def test_five_years_on_paper_are_typed_and_the_form_misses_none_of_them(paul, begun):
    desk = at_the_desk(paul)
    mail = [begun.case.pk, begun.petitioner.person_id, "petitioner-mail"]
    said = {"petitioner-mailing-same_as_home": "yes"}
    desk.post(reverse("staff:fill-screen", args=mail), said)
    filled, page = filled_page(paul, begun)
    links = links_of(page)
    assert links
    for link in links[:3]:
        there = desk.get(link)
        assert there.status_code == 200
        assert f"Missing on Form {filled.form}" in words(there)
        assert there.context["way_back"].startswith(
            reverse("staff:filled-form", args=[filled.pk])
        )
    for part in ("petitioner", "beneficiary"):
        type_all(desk, begun, part)
    known = sheet(paul, begun.case, begun.petitioner.person)
    assert [len(known.entries[group]) for group in GROUPS] == [3, 3]
    assert {fact.source for fact in known.values.values()} == {"staff"}
    filled, page = filled_page(paul, begun)
    lacking = [row["path"] for row in filled.missing]
    assert [path for path in lacking if re.search(r"\.(addresses|jobs)\b", path)] == []
    assert [link for link in links_of(page) if "addresses" in link] == []

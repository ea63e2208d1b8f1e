"""What was read on a paper that a client sent: told where it differs, and not asked again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.documents.actions import (
    About,
    Checked,
    WasRead,
    keep_reading,
    receive_document,
)
from harborlight.documents.queries import asked
from harborlight.facts.actions import Source, learn
from harborlight.facts.models import Fact
from harborlight.firm.vault.stored import keep_bytes
from harborlight.outside import folder as folders
from harborlight.outside.storage import StorageDown
from harborlight.papers.page_text import PageText
from harborlight.papers.tests import travel
from harborlight.staff.tests.desk import sign_in, text_of
from tests.whole_case import begin, furnish

BIRTH = ("birth.date", None)


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


@pytest.fixture
def asking(maria, begun):
    every = asked(maria, begun.case)
    return next(one.request for one in every if one.request.kind == "passport")


@pytest.fixture
def passport(harbor, clock, maria, begun, asking):
    """A passport that came and was read."""
    file = keep_bytes(harbor, begun.case.pk, b"a passport")
    checked = Checked(file, "passport.jpg", "jpeg", 1)
    version = receive_document(maria, asking, checked=checked, about=About())
    lines = travel.passport(birth="880412")
    keep_reading(clock, version, found=WasRead([PageText(1, "\n".join(lines))]))
    return version


def page(maria, asking):
    there = reverse("portal:document", args=[asking.key])
    return text_of(sign_in(maria).get(there))


def answer(maria, begun, value):
    learn(
        maria,
        begun.case,
        person=begun.petitioner.person,
        values={BIRTH: value},
        source=Source(Fact.Source.ANSWER),
    )


def test_a_client_is_told_where_their_paper_and_their_answer_differ(
    maria, begun, asking, passport
):
    answer(maria, begun, "1989-04-12")
    told = page(maria, asking)
    assert "Your paper and your answers differ" in told
    assert "Your paper seems to say: April 12, 1988" in told
    assert "You answered: April 12, 1989" in told


def test_where_nothing_differs_nothing_is_said(maria, begun, asking):
    answer(maria, begun, "1988-04-12")
    assert "differ" not in page(maria, asking)


@pytest.mark.feature("F080")
def test_what_was_read_need_not_be_said_of_a_new_version(maria, asking, passport):
    assert '<option value="MX" selected>' in page(maria, asking)


def test_where_files_are_out_of_reach_the_page_says_how_the_paper_stands(
    maria, begun, asking, passport, monkeypatch
):
    answer(maria, begun, "1989-04-12")

    def away(*_asked):
        raise StorageDown("away")

    monkeypatch.setattr(folders._FolderReader, "read", away)
    told = page(maria, asking)
    assert "We have it and will check it" in told and "differ" not in told

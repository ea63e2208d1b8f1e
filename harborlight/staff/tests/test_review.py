"""The staff's review of what came: what is waiting, what was said of it, what is decided."""

import re
from datetime import date

import pytest
from django.urls import reverse

from harborlight.documents.actions import About, receive_document
from harborlight.documents.forms import ready_comment
from harborlight.documents.queries import asked
from harborlight.documents.reasons import READY_COMMENTS, REASONS
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from tests.whole_case import paper, send_papers


def at(name, *args):
    return reverse(f"staff:{name}", args=args)


def text(page):
    """What stands on a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", words(page)).split())


def sent(client, begun, place=0, words=b"a paper", **said):
    """What this client sends for one of the papers they are asked for."""
    asking = asked(client, begun.case)[place].request
    checked = paper(client.firm, begun.case.pk, words)
    return receive_document(client, asking, checked=checked, about=About(**said))


@pytest.mark.feature("F110")
def test_each_version_is_shown_with_what_was_said_of_it(paul, begun, maria):
    first = sent(maria, begun, issued_on=date(2020, 5, 17), country="SV", language="es")
    second = sent(
        maria,
        begun,
        words=b"b",
        issued_on=date(2024, 2, 3),
        country="MX",
        language="fr",
    )
    desk = at_the_desk(paul)
    older = text(desk.get(at("review-version", first.pk)))
    newer = text(desk.get(at("review-version", second.pk)))
    assert "May 17, 2020" in older and "El Salvador" in older and "Spanish" in older
    assert "Mexico" not in older and "French" not in older
    assert "Feb 3, 2024" in newer or "February 3, 2024" in newer
    assert "Mexico" in newer and "French" in newer


@pytest.mark.feature("F111")
def test_the_queue_is_narrowed_and_the_next_one_is_of_the_same(
    paul, begun, maria, omar
):
    send_papers(maria, begun.case)
    send_papers(omar, begun.case)
    desk = at_the_desk(paul)
    page = desk.get(at("review"))
    every = page.context["count"]
    sent(maria, begun)
    every += 1
    marias = begun.petitioner.person.key
    assert marias in dict(page.context["form"].fields["person"].choices)
    one = desk.get(at("review"), {"show": "all", "person": marias})
    names = {v.document.person_id for v in one.context["page"].rows}
    assert names == {begun.petitioner.person_id} and one.context["count"] < every
    count = one.context["count"]
    assert f"{count} papers wait" in text(one) or f"{count} paper waits" in text(one)
    # It stays while they go through them, one after the other.
    first = one.context["page"].rows[0]
    then = desk.post(at("accept-version", first.pk), follow=True)
    assert then.context["version"].document.person_id in names
    assert desk.get(at("review")).context["count"] == count - 1
    # What nothing is like says so, and how to come back.
    none = desk.get(at("review"), {"kind": "no such kind"})
    assert "Nothing of this waits for your review" in text(none)
    # An address that somebody made up is answered as one of which nothing is known.
    assert desk.get(at("review"), {"person": "x'; --"}).status_code == 200
    assert desk.get(at("review"), {"show": "all"}).context["count"] == every - 1


@pytest.mark.feature("F097")
@pytest.mark.parametrize("reason", [code for code, _ in REASONS if code != "other"])
def test_every_reason_has_its_words_in_the_clients_language(reason):
    english, spanish = ready_comment(reason, "en"), ready_comment(reason, "es")
    assert english == READY_COMMENTS[reason] and len(english) > 40
    assert spanish != english
    assert re.search(r"Por favor|envíe|díganos", spanish), spanish

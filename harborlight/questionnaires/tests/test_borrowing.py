"""What starters borrow: it reads as if it stood in them, and what is wrong is refused."""

import pytest
import yaml

from harborlight.questionnaires.borrowing import with_borrowed
from harborlight.questionnaires.reading import BadQuestionnaire, read_definition

WORDS = {"en": "Your home", "es": "Su casa"}
HOME = {"id": "home", "title": WORDS, "questions": [{"set": "town", "at": "mailing"}]}
TOWN = [{"fact": "here.city", "ask": WORDS}, {"fact": "here.country", "ask": WORDS}]
LENT = {"sets": {"town": TOWN, "unused": []}, "shared": {"home": HOME}}


def asking(*screens, **more):
    section = {"party": "applicant", "id": "you", "title": WORDS}
    return {
        **{"key": "ours", "version": 1, "title": WORDS, "parties": ["applicant"]},
        "sections": [{**section, "screens": list(screens)}],
        **more,
    }


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "homes.yaml").write_text(yaml.safe_dump(LENT))
    return tmp_path


@pytest.mark.feature("F074")
def test_what_is_borrowed_reads_as_if_it_stood_there(folder):
    borrowed = with_borrowed(asking({"use": "home"}, borrows="homes"), folder)
    by_hand = asking({**HOME, "questions": [
        {"fact": "mailing.city", "ask": WORDS}, {"fact": "mailing.country", "ask": WORDS},
    ]})  # fmt: skip
    assert read_definition(borrowed) == read_definition(by_hand)
    # Only what is used is kept with the firm, and no trace of the file.
    assert borrowed["sets"] == {"town": TOWN}
    assert "borrows" not in borrowed


def test_what_stands_beside_it_wins_and_a_condition_holds_for_the_whole_set(folder):
    married = {"fact": "married_before", "is": "yes"}
    town = {"set": "town", "at": "us_address", "when": married}
    other = {**HOME, "id": "other", "questions": [town]}
    first = {"use": "home", "title": {"en": "Where?", "es": "¿Dónde?"}}
    whole = with_borrowed(asking(first, other, borrows=["homes"]), folder)
    mine, second = read_definition(whole).sections[0].steps
    assert mine.title["en"] == "Where?"
    assert [one.when.path for one in second.questions] == [
        "applicant.married_before"
    ] * 2
    own = asking({"use": "home"}, borrows="homes", sets={"town": TOWN[:1]})
    (screen,) = read_definition(with_borrowed(own, folder)).sections[0].steps
    assert len(screen.questions) == 1


def test_what_cannot_be_borrowed_is_refused_with_its_place(folder):
    name = folder.name
    for text, names, reason in (
        ("", ["moon"], f"there is no {name}/moon.yaml"),
        ("{sections: []}", ["more"], f"{name}/more.yaml: sections cannot be lent"),
        ("{sets: {town: []}}", ["homes", "more"],
         f"{name}/more.yaml: sets: town is lent twice"),
    ):  # fmt: skip
        (folder / "more.yaml").write_text(text)
        with pytest.raises(ValueError, match=reason):
            with_borrowed(asking(borrows=names), folder)
    with pytest.raises(BadQuestionnaire, match="ours: applicant: .* house in shared"):
        read_definition(asking({"use": "house"}))

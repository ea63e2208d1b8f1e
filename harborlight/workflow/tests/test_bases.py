"""What playbooks take from a base, and how what is wrong there is refused."""

import pytest
import yaml

from harborlight.workflow.bases import written_out
from harborlight.workflow.playbooks import BadPlaybook, course, starters

BASE = {
    "payer": "applicant",
    "stages": [{"id": one, "name": one, "words": "Wait."} for one in ("begin", "end")],
    "shared": {"passport": {"kind": "passport", "title": "Passport"}},
}


@pytest.fixture
def folder(tmp_path):
    for name, data in (("first", BASE), ("circle", {"extends": "circle"})):
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(data))
    (tmp_path / "second.yaml").write_text("{extends: first, payer: petitioner}")
    return tmp_path


@pytest.mark.feature("F029")
def test_an_item_says_only_what_differs_and_another_is_put_in_its_place(folder):
    whole = written_out(
        {
            "extends": "second",
            "stages": [
                {"id": "end", "words": "Done."},
                {"id": "middle", "after": "begin", "name": "M", "words": "Still wait."},
            ],
            "papers": [{"use": "passport", "who": "applicant", "title": "Yours"}],
        },
        folder,
    )
    assert whole == {
        "payer": "petitioner",
        "stages": [
            {"id": "begin", "name": "begin", "words": "Wait."},
            {"id": "middle", "name": "M", "words": "Still wait."},
            {"id": "end", "name": "end", "words": "Done."},
        ],
        "papers": [{"kind": "passport", "who": "applicant", "title": "Yours"}],
    }
    left = written_out(
        {"extends": "first", "stages": [{"id": "begin", "drop": True}]}, folder
    )
    assert [one["id"] for one in left["stages"]] == ["end"]


def test_what_is_wrong_is_refused_with_the_list_and_the_item(folder):
    for more, reason in (
        ({"extends": "moon"}, "extends: .*moon.yaml is not there"),
        ({"extends": "circle"}, "circle.yaml extends itself"),
        ({"stages": [{"id": "x", "drop": True}]}, "stages: the base has no x to drop"),
        ({"stages": [{"id": "x", "after": "y"}]}, "stages: x stands after y"),
        ({"papers": [{"use": "visa"}]}, "papers: there is nothing named visa"),
    ):
        with pytest.raises(ValueError, match=reason):
            written_out({"extends": "first", **more}, folder)


def test_the_firm_keeps_whole_playbooks():
    for key, definition in starters().items():
        assert not {"extends", "shared"} & definition.keys(), key
        assert "'use'" not in str(definition) and "'after'" not in str(definition), key


def test_a_sentence_that_a_comma_cuts_off_is_refused():
    """In YAML `{en: A doctor, or a nurse, es: ...}` has three words, not two sentences."""
    cut = yaml.safe_load("{en: A doctor, or a nurse, es: Un médico}")
    with pytest.raises(BadPlaybook, match="“or a nurse” is no language"):
        course({**starters()["i-90"], "name": cut})

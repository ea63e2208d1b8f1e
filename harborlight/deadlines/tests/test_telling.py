"""The reasons of a deadline, as people read them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from django.utils import translation

from harborlight.deadlines.telling import STATUSES, because
from harborlight.law import deadlines
from harborlight.law.deadlines.counting import count
from harborlight.law.deadlines.reading import get_rule, rules
from harborlight.law.deadlines.told import read
from harborlight.law.deadlines.types import STATUSES as ALL

VECTORS = yaml.safe_load((Path(deadlines.__file__).parent / "vectors.yaml").read_text())


def told(vector, language):
    rule = get_rule(vector["rule"])
    result = count(rule.id, read(rule, vector["said"]))
    counted = result.counted or result.others[0]
    with translation.override(language):
        return because(counted)


@pytest.mark.feature("F132")
def test_each_step_of_a_count_is_a_sentence():
    said = {"served_on": date(2026, 3, 24)}
    with translation.override("en"):
        sentences = because(count("D01", said).counted)
    assert sentences[1:8] == [
        "84 days later: Tue, June 16, 2026.",
        "3 days more, because it was served by mail: Fri, June 19, 2026.",
        "On Fri, June 19, 2026 offices are closed: Juneteenth.",
        "On Sat, June 20, 2026 offices are closed: weekend.",
        "On Sun, June 21, 2026 offices are closed: weekend.",
        "It runs to the next open day: Mon, June 22, 2026.",
        "The firm's own last day, on which offices are open: Thu, June 18, 2026.",
    ]


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_whoever_reads_spanish_reads_no_english(vector):
    english, spanish = told(vector, "en"), told(vector, "es")
    assert len(english) == len(spanish)
    same = {*english} & {*spanish}
    assert not same, same
    assert not any("%(" in sentence for sentence in (*english, *spanish))


def test_every_status_has_its_word():
    assert {*STATUSES} == {*ALL}


def test_a_day_that_is_observed_is_told_in_spanish():
    said = {"received_on": date(2026, 6, 15)}
    assert count("D30", said).counted.named["act_by"] == date(2026, 7, 8)
    with translation.override("es"):
        sentences = because(count("D07", {"decided_on": date(2026, 6, 3)}).counted)
    assert any("Día de la Independencia (día trasladado)" in one for one in sentences)
    assert rules()["D39"].attorney_only

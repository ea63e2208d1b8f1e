"""Why an answer cannot be taken, in the words of the person who gave it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

REFUSALS = Path(__file__).with_suffix(".yaml")


class Refusal(ValueError):
    """An answer is kept only in the shape that its fact has.

    `code` names the reason, `params` what the sentence needs; `sentence(language)` says
    it in words.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def sentence(self, language: str) -> str:
        """The reason in a language, in English when there is no other."""
        texts = _sentences()[self.code]
        return texts.get(language, texts["en"]) % self.params


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    read: dict[str, Any] = yaml.load(
        REFUSALS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return read


def refusal_codes() -> frozenset[str]:
    """Every code that has its sentences."""
    return frozenset(_sentences())

"""Whose case is walked in a browser: the house, the people of a story and what they answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.browser.found import PASSWORD
from tests.browser.house import House
from tests.browser.visitor import Visitor
from tests.whole_case import family


@dataclass
class Client:
    """A party of the story: who they are, and the answers they give."""

    part: str
    given: str
    family: str
    born: str
    email: str
    language: str
    browser: Visitor | None = field(default=None)
    # Of their invitation.
    link: str = ""

    @property
    def at(self) -> Visitor:
        assert self.browser is not None
        return self.browser


def answers_in(node: object) -> Iterator[str]:
    """Every word that the family itself says, whatever the language of the page."""
    if isinstance(node, dict):
        node = [*node.values()]
    if not isinstance(node, list):
        yield str(node)
        return
    for inner in node:
        yield from answers_in(inner)


@dataclass
class Story:
    house: House
    visit: object
    width: int
    playbook: str
    # In which everybody reads the pages.
    language: str
    clients: list[Client]
    case: str = ""
    # Whose answers are given: a family of the form packs' tests.
    people: str = "citizen_and_salvadoran_wife"

    def answers(self, client: Client) -> dict:
        return {**family(self.people), "_me": client.part}

    @property
    def number(self) -> str:
        """The receipt number: of each story its own."""
        return f"IOE09{self.width + len(self.playbook) + (self.language != 'en'):08}"

    def arrives(self, name: str, language: str) -> Visitor:
        who = self.visit(name, width=self.width, language=language)
        who.own_words = {*answers_in(family(self.people))}
        return who

    def staff(self, name: str) -> Visitor:
        return self.signed_in(name, f"{name.lower()}@okafor.example")

    def signed_in(self, name: str, email: str) -> Visitor:
        """Their account keeps the language that they chose the last time."""
        who = self.arrives(name, self.language)
        who.enter(email, PASSWORD)
        if who.page.locator("html").get_attribute("lang") != self.language:
            who.speak(self.language)
        return who.look()

"""What an index is told, what it is asked, and what it answers: the same of each engine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from harborlight.search.asked import Asked

# Of a word that stands on most pages the newest are ranked: ranking all of them costs
# a database half a second, and the best of so many is not better than these.
CANDIDATES = 2000
# The place of what is said about a paper: its title, tags and remarks.
ABOUT = 0
# A page's row says which paper it is of and which page of it (`row_of`): neither has to
# be looked up for each of the CANDIDATES. So many pages a paper can have.
MOST_PAGES = 1 << 16


class Unsearchable(Exception):
    """The index cannot be asked."""


class SwitchedOff(Unsearchable):
    """Papers are not indexed in this house."""


class NoIndex(Unsearchable):
    """There is no index of this firm: not made yet, or its file was lost."""


class BrokenIndex(Unsearchable):
    """What is there cannot be read, or does not answer."""


@dataclass(frozen=True)
class Paper:
    """One version of a paper, and what is known of it.

    about: words that are found beside those on its pages. read_as: what its pages were
    read from, in the words of whoever hands them in ("" where they were not read).
    """

    version: UUID
    document: UUID
    case: UUID
    person: UUID | None
    about: str = ""
    kind: str = ""
    language: str = ""
    country: str = ""
    tags: Sequence[str] = ()
    issued_on: date | None = None
    state: str = ""
    is_newest: bool = True
    read_as: str = ""


@dataclass(frozen=True)
class Page:
    """The text of one page; the first is 1."""

    number: int
    text: str


@dataclass(frozen=True)
class Within:
    """Where somebody looks: in which cases, and at which papers.

    only: the cases they may open, where these are few; else hidden: those they may not.
    """

    hidden: frozenset[UUID] = frozenset()
    only: frozenset[UUID] | None = None
    case: UUID | None = None
    person: UUID | None = None
    kind: str = ""
    tag: str = ""
    language: str = ""
    country: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    earlier: bool = False


@dataclass(frozen=True)
class Place:
    """A page on which something was found; `row`: by which its text is asked for."""

    row: int
    number: int


@dataclass(frozen=True)
class Found:
    """A version with the places where something was found on it, the best first."""

    version: UUID
    places: Sequence[Place]


def row_of(paper: int, number: int) -> int:
    return paper * MOST_PAGES + number


class Index(ABC):
    """The index of one firm. Each method may raise Unsearchable."""

    @abstractmethod
    def exists(self) -> bool: ...

    @abstractmethod
    def make(self) -> None:
        """Make an empty one, where there is none."""

    @abstractmethod
    def drop(self) -> None:
        """Remove it, with everything that stands in it."""

    @abstractmethod
    def put(self, papers: Iterable[tuple[Paper, Sequence[Page] | None]]) -> None:
        """Keep these as they are now. Pages: None leaves those that were handed in."""

    @abstractmethod
    def forget(
        self, *, versions: Iterable[UUID] = (), cases: Iterable[UUID] = ()
    ) -> None:
        """Remove these, so that nothing of them stays in the files of the index."""

    @abstractmethod
    def read_as(self, versions: Sequence[UUID]) -> Mapping[UUID, str]:
        """What those of these that are in the index were read from."""

    @abstractmethod
    def documents_of(self, versions: Sequence[UUID]) -> Mapping[UUID, UUID]:
        """The papers of those of these that are in the index, as it knows them."""

    @abstractmethod
    def versions_of(self, documents: Sequence[UUID]) -> set[UUID]:
        """Those in the index, as it knows them."""

    @abstractmethod
    def cases(self) -> set[UUID]: ...

    @abstractmethod
    def note(self, name: str, value: str) -> None:
        """Remember a word of ours beside the entries."""

    @abstractmethod
    def noted(self, name: str) -> str: ...

    @abstractmethod
    def find(
        self, asked: Asked, within: Within, *, skip: int = 0, most: int = 20
    ) -> list[Found]:
        """The best of the newest CANDIDATES pages, each version once, the best first.

        Asked for nothing: the newest versions there, each without places.
        """

    @abstractmethod
    def texts(self, rows: Sequence[int]) -> Mapping[int, str]:
        """What stands at these places."""

"""The parts of a Word document, read as a stream: what they are and what they want."""

import re
from xml.parsers import expat

from harborlight.papers.inspect_office_fields import Fields, judge
from harborlight.papers.inspect_verdicts import Refused

CONTENT_TYPES = "[Content_Types].xml"
_MAIN_PART = re.compile(
    r"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.document\.main\+xml"
)
_MACROS = re.compile(r"macroenabled|vbaproject|activex|oleobject", re.IGNORECASE)
_XML = (".xml", ".rels")
# Another document inside, a control, an object of another program.
_NEVER = frozenset({"altChunk", "control", "object", "OLEObject"})
_WORDS_OWN = re.compile("wordprocessingml|microsoft-com:office")
_ON_OWN_DISK = re.compile(r"file:///[A-Za-z]:[\\/]")
_DEEPEST = 1_000


class NotXml(Exception):
    """A part that should be XML is not."""


class DocumentParts:
    """Hears the parts piece by piece; Refused when one acts or fetches."""

    def __init__(self) -> None:
        self._reading: _Part | None = None
        self._notes: set[str] = set()
        self._heard: set[str] = set()
        self._text_part = ""

    def feed(self, name: str, piece: bytes) -> None:
        """Hear the next piece of a part; pictures and fonts are passed over."""
        if not name.lower().endswith(_XML):
            return
        if self._reading is None:
            self._reading = _Part(name)
        self._reading.feed(piece)

    def end(self, name: str) -> None:
        """The part is whole."""
        part, self._reading = self._reading, None
        if part is None:
            return
        part.end()
        self._heard.add(f"/{name}")
        self._text_part = self._text_part or part.text_part
        if part.links:
            self._notes.add("links")

    def notes(self) -> tuple[str, ...]:
        """Codes of `NOTES`; Refused when the text of the document was not among them."""
        if self._text_part not in self._heard:
            raise Refused("not-what-it-says")
        return tuple(sorted(self._notes))


class _Part:
    """One XML part. Its parser knows no entities: a document with a DTD is refused."""

    def __init__(self, name: str) -> None:
        self.text_part = ""
        self.links = False
        self._is_types = name == CONTENT_TYPES
        self._fields = Fields()
        self._in_field = False
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._stop
        self._parser.CharacterDataHandler = self._text

    def feed(self, piece: bytes) -> None:
        try:
            self._parser.Parse(piece, False)
        except expat.ExpatError as error:
            raise NotXml from error

    def end(self) -> None:
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("damaged", why="xml") from error

    def _doctype(self, *_said: object) -> None:
        raise Refused("unusual", what="entities")

    def _start(self, name: str, said: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Refused("bomb", what="depth")
        space, _, tag = name.rpartition(" ")
        self._in_field = tag == "instrText"
        if tag in _NEVER and _WORDS_OWN.search(space):
            raise Refused("active-content", what=tag)
        if tag == "Relationship":
            self._relationship(said)
        elif tag == "fldChar":
            self._fields.mark(_attribute(said, "fldCharType"))
        elif tag == "fldSimple":
            judge(_attribute(said, "instr"))
        elif self._is_types and tag in {"Override", "Default"}:
            self._content_type(said)

    def _stop(self, _name: str) -> None:
        self._depth -= 1
        self._in_field = False

    def _text(self, text: str) -> None:
        if self._in_field:
            self._fields.hear(text)

    def _relationship(self, said: dict[str, str]) -> None:
        if said.get("TargetMode", "").lower() != "external":
            return
        kind, target = said.get("Type", "").rpartition("/")[2], said.get("Target", "")
        # Letters made from a firm's own template say where it stood on their disk.
        own = kind == "attachedTemplate" and _ON_OWN_DISK.match(target)
        if kind != "hyperlink" and not own:
            raise Refused("active-content", what="fetched from outside")
        self.links = True

    def _content_type(self, said: dict[str, str]) -> None:
        content = said.get("ContentType", "")
        if _MACROS.search(content):
            raise Refused("active-content", what="macros")
        name = said.get("PartName") or f".{said.get('Extension', '')}"
        if content.lower().endswith("xml") and not name.lower().endswith(_XML):
            # Word would read it, and we would have passed it over.
            raise Refused("unusual", what="part")
        if _MAIN_PART.fullmatch(content):
            self.text_part = self.text_part or name


def _attribute(said: dict[str, str], name: str) -> str:
    """An attribute of whatever namespace: Word has two for the same."""
    for key, value in said.items():
        if key.rpartition(" ")[2] == name:
            return value
    return ""

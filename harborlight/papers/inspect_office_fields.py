"""The fields of a Word document: page numbers and dates, but also programs (DDE).

A field can be cut into pieces, put together by other fields, or spelled in numbers, so
we do not look for bad words: the first word must be one that honest letters use.
"""

from dataclasses import dataclass

from harborlight.papers.inspect_verdicts import Refused

_HONEST_WORDS = """
    = ADDRESSBLOCK ADVANCE AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT BIBLIOGRAPHY CITATION
    COMMENTS COMPARE CREATEDATE DATE DOCPROPERTY EDITTIME EQ FILENAME FILESIZE
    FORMCHECKBOX FORMDROPDOWN FORMTEXT GREETINGLINE HYPERLINK IF INCLUDEPICTURE INDEX
    KEYWORDS LASTSAVEDBY LISTNUM MERGEFIELD MERGEREC MERGESEQ NEXT NOTEREF NUMCHARS
    NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE REF REVNUM SAVEDATE SECTION SECTIONPAGES
    SEQ SET SHAPE STYLEREF SUBJECT SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC USERADDRESS
    USERINITIALS USERNAME XE
"""
_HONEST = frozenset(_HONEST_WORDS.split())
_DEEPEST = 50
_LONGEST = 20_000


@dataclass
class _Field:
    says: str = ""
    # Behind the separator stands what Word shows; fields there are their own.
    shows: bool = False


class Fields:
    """Hears the beginnings, pieces and ends of fields; Refused at a dishonest one."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def mark(self, kind: str) -> None:
        """A field begins, is separated from what it shows, or ends."""
        if kind == "begin":
            self._begin()
        elif self._open and kind == "separate":
            judge(self._open[-1].says)
            self._open[-1].shows = True
        elif self._open and kind == "end":
            field = self._open.pop()
            if not field.shows:
                judge(field.says)

    def hear(self, piece: str) -> None:
        """A piece of what the innermost field says."""
        if not self._open:
            # Word does not run it there; nobody honest writes it.
            raise Refused("active-content", what="field")
        field = self._open[-1]
        field.says += piece
        if len(field.says) > _LONGEST:
            raise Refused("bomb", what="fields")

    def _begin(self) -> None:
        if len(self._open) > _DEEPEST:
            raise Refused("bomb", what="fields")
        outer = self._open[-1] if self._open else None
        if outer and not outer.shows and not outer.says.strip():
            # Its first word, the one that matters, is made by another field.
            raise Refused("active-content", what="field")
        self._open.append(_Field())


def judge(says: str) -> None:
    """Refuse a field whose first word honest letters do not use."""
    words = says.split()
    first = words[0].upper() if words else "="
    if first not in _HONEST and not first.startswith(("=", "FORMULA")):
        raise Refused("active-content", what="field")

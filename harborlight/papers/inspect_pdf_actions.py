"""What in a PDF does something, and whether we take a file that has it.

| Found | Taken? | Why |
|---|---|---|
| JavaScript, anywhere | no | it runs on the desk of whoever opens the file |
| Launch, SubmitForm, ImportData | no | starts programs, sends or fetches data |
| sound, film, 3D, rich media | no | its players are where readers break |
| attached files | no | nobody looked into them |
| streams or pages kept in other files | no | the file is not whole, and it fetches |
| an electronic form (XFA) with a script, or that sends | no | as JavaScript |
| anything but moving about, started by opening or by the mouse | no | as Launch |
| an electronic form (XFA) without a script | yes, noted | our copies are pictures |
| links: URI, GoToR, GoToE, only when clicked | yes, noted | bank statements have them |
| moving about: GoTo, Named, Hide, ResetForm, layers | yes | harmless |

So the official blanks of the government, which carry scripts, are refused from a
client; their printed, signed and scanned pages are taken. Staff bring blanks in
through another door (form packs).
"""

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from harborlight.papers.inspect_pdf_streams import refuse_bomb
from harborlight.papers.inspect_verdicts import Limits, Refused

RUNS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/SubmitForm": "sends data",
    "/ImportData": "fetches data",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/RichMediaExecute": "media",
    "/GoTo3DView": "media",
}
SHOWS = {
    "/RichMedia": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/Screen": "media",
    "/3D": "media",
    "/FileAttachment": "attached file",
}
LINKS = frozenset({"/URI", "/GoToR", "/GoToE"})
_MOVES_ABOUT = {
    "/GoTo",
    "/Named",
    "/Hide",
    "/ResetForm",
    "/SetOCGState",
    "/Thread",
    "/Trans",
}
# qpdf writes an object with its names in plain letters, however they were disguised:
# one search tells which of many thousands must be looked into.
_WORTH_A_LOOK = re.compile(
    rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData|Rendition|Movie|Sound|Screen|3D"
    rb"|RichMedia\w*|GoTo3DView|GoToR|GoToE|URI|AA|OpenAction|EF|FileAttachment|XFA"
    rb"|ByteRange|Ref)(?![\w.#-])"
)
_XFA_ACTIVE = re.compile(rb"<(?:\w+:)?(?:script|submit|wsdlConnection)\b|\x00")
_LONGEST_CHAIN = 50


class ActiveContent:
    """Looks at one object of a PDF after another; Refused at the first that acts."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._notes: set[str] = set()
        self._signed_to: int | None = None

    def look_at(self, thing: Object) -> None:
        """Look at an object and at what stands inside it."""
        if isinstance(thing, Name):
            # "/S 12 0 R" where object 12 is only a name: nobody writes so honestly.
            _refuse_if(str(thing), RUNS)
        if isinstance(thing, Stream) and "/F" in thing:
            raise Refused("active-content", what="stream in another file")
        whole = thing.stream_dict if isinstance(thing, Stream) else thing
        if not _WORTH_A_LOOK.search(whole.unparse(resolved=True)):
            return
        for dictionary in _dictionaries(whole):
            self._look_into(dictionary)

    def notes(self, *, end_of_file: int) -> list[str]:
        """What was found that does not stand in the way, as codes of `NOTES`."""
        # A line end may follow the signed part.
        if self._signed_to is not None and self._signed_to + 2 < end_of_file:
            self._notes.add("signed-then-changed")
        return sorted(self._notes)

    def _look_into(self, found: Dictionary) -> None:
        action, shown = str(found.get("/S", "")), str(found.get("/Subtype", ""))
        _refuse_if(action, RUNS)
        _refuse_if(shown, SHOWS)
        if "/JS" in found:
            raise Refused("active-content", what="script")
        _refuse_parts_elsewhere(found, shown)
        if action in LINKS:
            self._notes.add("links")
        if "/OpenAction" in found:
            _refuse_unless_moving(found["/OpenAction"])
        if isinstance(found.get("/AA"), Dictionary):
            for started in found["/AA"].values():
                _refuse_unless_moving(started)
        self._look_at_form(found)
        self._look_at_signature(found)

    def _look_at_form(self, found: Dictionary) -> None:
        form = found.get("/XFA")
        if form is None:
            return
        for part in form if isinstance(form, Array) else [form]:
            if isinstance(part, Stream) and self._acts(part):
                raise Refused("active-content", what="form with a script")
        self._notes.add("form")

    def _acts(self, part: Stream) -> bool:
        refuse_bomb(part, self._limits)
        try:
            text = part.read_bytes()
        except pikepdf.PdfError:
            return True
        return _XFA_ACTIVE.search(text) is not None

    def _look_at_signature(self, found: Dictionary) -> None:
        signed = found.get("/ByteRange")
        if isinstance(signed, Array) and len(signed) == 4 and "/Contents" in found:
            last, length = signed[2], signed[3]
            if isinstance(last, int) and isinstance(length, int):
                self._signed_to = max(self._signed_to or 0, last + length)


def _refuse_if(name: str, table: dict[str, str]) -> None:
    if name in table:
        raise Refused("active-content", what=table[name])


def _refuse_parts_elsewhere(found: Dictionary, shown: str) -> None:
    attached = found.get("/EF")
    if isinstance(attached, Dictionary) and len(attached.keys()):
        raise Refused("active-content", what="attached file")
    if shown == "/Form" and "/Ref" in found:
        raise Refused("active-content", what="page in another file")


def _refuse_unless_moving(action: object) -> None:
    """Refuse what starts by itself, save for moving about; arrays are places."""
    waiting, seen = [action], 0
    while waiting:
        step = waiting.pop()
        seen += 1
        if not isinstance(step, Dictionary | Stream):
            continue
        if seen > _LONGEST_CHAIN or str(step.get("/S", "")) not in _MOVES_ABOUT:
            raise Refused("active-content", what="starts by itself")
        following = step.get("/Next")
        waiting += list(following) if isinstance(following, Array) else [following]


def _dictionaries(whole: Object) -> Iterator[Dictionary]:
    """The dictionary itself and those written inside it, not those it points to."""
    waiting: list[object] = [whole]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, Dictionary):
            yield thing
            waiting += [part for part in thing.values() if _inside(part)]
        elif isinstance(thing, Array):
            waiting += [part for part in thing if _inside(part)]


def _inside(part: object) -> bool:
    return isinstance(part, Dictionary | Array) and not part.is_indirect

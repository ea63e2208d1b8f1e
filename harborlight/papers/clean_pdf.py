"""A PDF without what acts, and photos in it without what their cameras wrote."""

import io

import pikepdf

from harborlight.papers.inspect_content import Data, opened
from harborlight.papers.inspect_pdf_actions import LINKS, RUNS, SHOWS
from harborlight.papers.pdf_photos import pixels_alone

# Keys that act, lead elsewhere, attach or describe, wherever they stand in a PDF.
_LEFT_OUT = (
    *("/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/AF", "/EF"),
    *("/XFA", "/Metadata", "/PieceInfo", "/LastModified", "/URI", "/Collection"),
    *("/PA", "/Perms", "/Legal", "/SpiderInfo", "/Renditions", "/IDS", "/URLS"),
)
_MOVES = frozenset({"/GoTo", "/Named"})


def harmless_pdf(data: Data) -> bytes:
    """The pages, and nothing that acts, leads elsewhere or describes."""
    with pikepdf.open(opened(data), suppress_warnings=True) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                pixels_alone(thing)
            whole = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
            if isinstance(whole, pikepdf.Dictionary | pikepdf.Array):
                _made_harmless(whole)
        for page in pdf.pages:
            _without_what_plays(page.obj)
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        out = io.BytesIO()
        pdf.save(
            out,
            encryption=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return out.getvalue()


def _made_harmless(whole: pikepdf.Object) -> None:
    """Take out of an object, and of what stands inside it, all that acts or describes."""
    waiting: list[object] = [whole]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Dictionary):
            for key in _LEFT_OUT:
                if key in thing:
                    del thing[key]
            _without_action(thing)
            waiting += [part for part in thing.values() if _inside(part)]
        elif isinstance(thing, pikepdf.Array):
            waiting += [part for part in thing if _inside(part)]


def _without_action(found: pikepdf.Dictionary) -> None:
    """A link within the paper stays; every other action goes, and what follows any."""
    if "/S" in found and "/Next" in found:
        del found["/Next"]
    if "/F" in found and str(found.get("/Type", "")) == "/Filespec":
        del found["/F"]
    if str(found.get("/S", "")) in LINKS | RUNS.keys():
        del found["/S"]
    action = found.get("/A")
    if not isinstance(action, pikepdf.Dictionary | pikepdf.Stream):
        return
    if str(action.get("/S", "")) not in _MOVES:
        del found["/A"]


def _without_what_plays(page: pikepdf.Object) -> None:
    marks = page.get("/Annots")
    if isinstance(marks, pikepdf.Array):
        kept = [mark for mark in marks if _is_shown(mark)]
        if len(kept) < len(marks):
            page["/Annots"] = pikepdf.Array(kept)


def _is_shown(mark: object) -> bool:
    if not isinstance(mark, pikepdf.Dictionary):
        return False
    return str(mark.get("/Subtype", "")) not in SHOWS


def _inside(part: object) -> bool:
    return isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect

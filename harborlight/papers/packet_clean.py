"""Making a stranger's PDF fit to be joined: what is filled in becomes part of the page,
and everything else that is not drawn is left out.

Only what a page needs to be drawn goes along: no links, scripts, forms, thumbnails,
notes of the program that made it. Layers that were hidden stay hidden.
"""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Object

from harborlight.papers.packet_types import CannotBuild

_KEPT = frozenset(
    {
        "/Type",
        "/Parent",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/Rotate",
        "/Contents",
        "/Group",
        "/UserUnit",
    }
)
_ACTIVE = ("/A", "/AA", "/Dest", "/JS", "/FS")


# All layers of a file, and those of them that are hidden.
Layers = tuple[Sequence[Object], Sequence[Object]]


def flatten(pdf: pikepdf.Pdf) -> set[int]:
    """Draw every annotation and form field that can be seen; the pages that had one.

    Pages are counted from 1.
    """
    marked = {
        number
        for number, page in enumerate(pdf.pages, start=1)
        if page.obj.get("/Annots") is not None
    }
    if not marked:
        return marked
    if _lacks_looks(pdf):
        pdf.generate_appearance_streams()
    # Readers that are told to draw fields anew would not see what was drawn.
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/NeedAppearances" in form:
        del form["/NeedAppearances"]
    try:
        pdf.flatten_annotations("all")
    except (pikepdf.PdfError, RuntimeError, ValueError) as why:
        raise CannotBuild("damaged") from why
    return marked


def strip(page: Object) -> bool:
    """Leave of a page what is drawn; True if something was left out that acts."""
    acts = "/AA" in page
    annotations = page.get("/Annots")
    if isinstance(annotations, Array):
        acts = acts or any(_acts(one) for one in annotations)
    for name in [*page.keys()]:
        if name not in _KEPT:
            del page[name]
    return acts


def layers_of(pdf: pikepdf.Pdf) -> Layers:
    """The layers of a file, and those of them that are hidden."""
    said = pdf.Root.get("/OCProperties")
    if not isinstance(said, Dictionary):
        return [], []
    groups = [one for one in said.get("/OCGs", Array()) if isinstance(one, Dictionary)]
    usual = said.get("/D", Dictionary())
    if not isinstance(usual, Dictionary):
        return groups, []
    if str(usual.get("/BaseState", "")) == "/OFF":
        shown = {one.objgen for one in usual.get("/ON", Array())}
        return groups, [one for one in groups if one.objgen not in shown]
    return groups, [
        one for one in usual.get("/OFF", Array()) if isinstance(one, Dictionary)
    ]


def _lacks_looks(pdf: pikepdf.Pdf) -> bool:
    """Whether fields were filled in by a program that left their drawing to others."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary) or not form.get("/NeedAppearances"):
        return False
    return any(
        isinstance(one, Dictionary)
        and "/AP" not in one
        and str(one.get("/Subtype", "")) == "/Widget"
        for page in pdf.pages
        for one in page.obj.get("/Annots", Array())
    )


def _acts(annotation: Object) -> bool:
    return isinstance(annotation, Dictionary) and any(
        name in annotation for name in _ACTIVE
    )

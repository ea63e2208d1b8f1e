"""Fills a prepared form: every answer stored and drawn, or a sentence why it is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harborlight.papers.answers import Problem, Tick, Words, weigh
from harborlight.papers.blanks import Blank
from harborlight.papers.boxes import Box, Place
from harborlight.papers.drawing import Measure, Show, draw, number, plain_show
from harborlight.papers.fonts import width
from harborlight.papers.lending import Spare, Spares
from harborlight.papers.writing import Revision, pdf_name, pdf_text

_TURNED = {90: "0 1 -1 0 {w} 0", 180: "-1 0 0 -1 {w} {h}", 270: "0 -1 1 0 0 {h}"}


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form, still open to changes in any PDF program.

    problems: the answers that were not printed, their boxes left as in the blank;
    shrunk: the names of boxes printed smaller than the form asks for.
    """

    pdf: bytes
    problems: tuple[Problem, ...]
    shrunk: tuple[str, ...]


def fill(
    blank: Blank,
    values: Mapping[str, str | bool],
    spare_fonts: Sequence[Spare] = (),
) -> Filled:
    """Print answers into a blank, by the full names of its boxes.

    Texts and choices are words, "" clears; check boxes True, False or the exact value
    that ticks them. Boxes marked read-only are filled too: they are the form's repeats.
    spare_fonts: SpareFonts that print, in this order, letters the form's font lacks.
    """
    wanted, problems = _wanted(blank, values)
    spares = Spares(spare_fonts)
    weighed = [weigh(box, value, spares.lend) for box, value in wanted]
    problems += [w for w in weighed if isinstance(w, Problem)]
    revision = Revision(blank.pdf, blank.tail)
    spares.embed(revision)
    for answer in weighed:
        if isinstance(answer, Words):
            _print_words(revision, answer, spares)
        elif isinstance(answer, Tick):
            _print_tick(revision, answer)
    shrunk = tuple(w.box.name for w in weighed if isinstance(w, Words) and w.shrunk)
    return Filled(revision.finish(), tuple(problems), shrunk)


def _wanted(
    blank: Blank, values: Mapping[str, str | bool]
) -> tuple[list[tuple[Box, str | bool]], list[Problem]]:
    known: list[tuple[Box, str | bool]] = []
    unknown: list[Problem] = []
    for name, value in values.items():
        box = blank.by_name.get(name)
        if box:
            known.append((box, value))
        else:
            sentence = "This form has no such box."
            unknown.append(Problem(name, "no such box", sentence, value))
    return known, unknown


def _print_words(revision: Revision, words: Words, spares: Spares) -> None:
    box, ink = words.box, _ink(words, spares)
    value = _stored(words)
    for place, layout in zip(box.places, words.layouts, strict=True):
        content = draw(box, place, layout, ink).encode("latin-1")
        look = revision.add_stream(_head(box, place, spares), content)
        own = "" if box.number else value
        revision.put(place.number, f"<<{place.body}/AP<</N {look} 0 R>>{own}>>")
    if box.number:
        revision.put(box.number, f"<<{box.body}{value}>>")


def _stored(words: Words) -> str:
    if not words.stored:
        return ""
    value = f"/V {pdf_text(words.stored)}"
    lines = [o.value for o in words.box.options]
    if words.stored in lines:
        value += f"/I[{lines.index(words.stored)}]"
    return value


def _ink(words: Words, spares: Spares) -> tuple[Show, Measure]:
    """How letters are shown: by the form's font alone, or with spare ones among them."""
    box = words.box
    text = "".join(line for layout in words.layouts for line in layout.lines)
    widths, _ = spares.lend(box, text)
    if box.font is None or not box.font.missing(text):
        return plain_show(box)

    def show(piece: str, size: float) -> str:
        runs = spares.runs(box, piece)
        return " ".join(f"/{name} {number(size)} Tf {s} Tj" for name, s in runs)

    return show, lambda piece: width(piece, widths)


def _head(box: Box, place: Place, spares: Spares) -> str:
    wide, high = place.size
    turned = _TURNED.get(place.turned, "")
    matrix = ""
    if turned:
        across, up = place.rect[2] - place.rect[0], place.rect[3] - place.rect[1]
        matrix = f"/Matrix[{turned.format(w=number(across), h=number(up))}]"
    font = box.font.number if box.font else 0
    return (
        f"/Type/XObject/Subtype/Form/BBox[0 0 {number(wide)} {number(high)}]{matrix}"
        f"/Resources<</Font<</F {font} 0 R{spares.resources()}>>>>"
    )


def _print_tick(revision: Revision, tick: Tick) -> None:
    box = tick.box
    value = f"/V {pdf_name(tick.on or 'Off')}"
    for place in box.places:
        state = place.on if place.on and place.on == tick.on else "Off"
        own = "" if box.number else value
        revision.put(place.number, f"<<{place.body}/AS {pdf_name(state)}{own}>>")
    if box.number:
        revision.put(box.number, f"<<{box.body}{value}>>")

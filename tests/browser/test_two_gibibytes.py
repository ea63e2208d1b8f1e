"""The largest file that we take, over a bad line, through a closed tab and a dead server."""

from __future__ import annotations

import os
import re
import signal
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.found import PASSWORD
from tests.browser.house import eventually
from tests.browser.test_uploads import answer, choose_file, read_back, sha256
from tests.setup.processes import started_by

# It writes four gibibytes and takes a minute or two.
pytestmark = [pytest.mark.browser, pytest.mark.everything]
MIB = 1024 * 1024
PIECE = 8 * MIB
LARGEST = 2048 * MIB
OBJECTS = (
    b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n",
    b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n",
    b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]"
    b"/PieceInfo<</Weight<</Private 4 0 R>>>>>> endobj\n",
)
TRAILER = "trailer <</Size 5/Root 1 0 R>>\nstartxref\n{start:010}\n%%EOF\n"


def pdf_of(path: Path, length: int) -> Path:
    """A paper of one page that has exactly so many bytes; a hole on the disk."""
    places, end = [], 160 + len(TRAILER.format(start=0))
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        for one in OBJECTS:
            places.append(file.tell())
            file.write(one)
        places.append(file.tell())
        weight = length - file.tell() - end
        head = f"4 0 obj <</Length {weight - 100:010}>> stream\n".encode()
        file.write(head)
        file.seek(weight - 100, os.SEEK_CUR)
        file.write(b"\nendstream endobj\n".ljust(100 - len(head)))
        start = file.tell()
        rows = "".join(f"{place:010} 00000 n \n" for place in places)
        file.write(f"xref\n0 5\n0000000000 65535 f \n{rows}".encode())
        rest = length - file.tell()
        file.write(TRAILER.format(start=start).rjust(rest).encode())
    assert path.stat().st_size == length
    return path


class Line:
    """What a phone sends: where each piece began."""

    def __init__(self, phone):
        self.pieces, self.page = [], phone.page
        self.listen()

    def listen(self):
        self.page.on("request", self._heard)

    def _heard(self, request):
        if request.method == "PATCH":
            self.pieces.append(int(request.headers["upload-offset"]))

    def reached(self, offset):
        """Wait until so much was begun to be sent."""

        def looks():
            # The page tells what happened while it is waited for, and only then.
            self.page.wait_for_timeout(50)
            return self.pieces and max(self.pieces) >= offset

        return eventually(looks, 240)


@pytest.mark.feature("F090")
def test_two_gibibytes_survive_a_lost_line_a_closed_tab_and_a_dead_server(
    visit, house, tmp_path
):
    paper = f"/portal/documents/{house.python('-m', 'tests.browser.sending').stdout.strip()}/"
    maria = visit("María", width=390)
    # That the network was gone is what this story is about.
    maria.expected = "net::ERR"
    maria.sign_in("maria@example.org", PASSWORD)
    maria.go(paper).sees("up to 2 GB, are sent piece by piece")
    path, line = pdf_of(tmp_path / "everything we have.pdf", LARGEST), Line(maria)
    choose_file(maria, path)
    assert line.reached(LARGEST // 4)
    # The line is lost while a piece is on its way, for some seconds.
    maria.page.context.set_offline(True)
    maria.sees("No connection just now.")
    maria.page.wait_for_timeout(3_000)
    maria.page.context.set_offline(False)
    assert line.reached(LARGEST // 2)
    maria.sees(re.compile(r"of 2,?048 MB have arrived, (about|a few)"))
    # The tab is closed; later another one is opened.
    maria.page.goto("about:blank")
    maria.go(paper).sees("You began to send a file here")
    choose_file(maria, path)
    assert line.reached(3 * LARGEST // 4)
    for pid in started_by(house.process.pid):
        os.kill(pid, signal.SIGKILL)
    expect(maria.page.locator("[data-kept]")).to_be_visible(timeout=300_000)
    # Each of the three misfortunes costs one piece at most.
    steps = [later - one for one, later in pairwise([*line.pieces, LARGEST])]
    again = sum(PIECE - step for step in steps if step < PIECE)
    print(
        "MiB sent again at most:", again / MIB, [one for one in steps if one != PIECE]
    )
    assert again <= 3 * PIECE
    assert sha256(path) in read_back(house, LARGEST)
    answer(maria)
    maria.press(re.compile("^Send$")).sees("We have it.")
    maria.sees("everything we have.pdf")

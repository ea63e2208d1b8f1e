"""The virus scanner: the real daemon, and one that says what no real one should."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager

import pytest

from harborlight.outside.scanner import Clamd, ScannerDown, TooLargeToScan
from harborlight.papers.tests import hostile
from harborlight.papers.tests.honest import photo
from tests.setup.clamd import VIRUS, NotHere, clamd


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    try:
        with clamd(tmp_path_factory.mktemp("clam"), most="1M") as address:
            yield Clamd(address)
    except NotHere as why:
        pytest.skip(str(why))


def cut(data, size=1000):
    return (data[at : at + size] for at in range(0, len(data), size))


INFECTED = {
    "plain": hostile.EICAR,
    "in an archive": hostile.zip_of(**{"a.com": hostile.EICAR}),
    "in a Word document": hostile.docx_with({"word/media/image1.png": hostile.EICAR}),
    "in a PDF": hostile.pdf(more=(hostile.stream(hostile.EICAR.decode()),)),
}


@pytest.mark.parametrize("where", INFECTED)
def test_the_test_virus_is_found_wherever_it_hides(scanner, where):
    assert scanner.scan(cut(INFECTED[where])) == VIRUS


def test_nothing_is_found_where_nothing_is(scanner):
    assert scanner.scan(cut(photo())) == ""
    assert scanner.scan([]) == ""
    assert scanner.version().startswith("ClamAV ")


def test_a_file_that_the_scanner_finds_too_large_is_not_called_clean(scanner):
    with pytest.raises(TooLargeToScan):
        scanner.scan(bytes(256 * 1024) for _ in range(40))


@contextmanager
def one_that(answers):
    """A server that says this to whoever comes, after it heard a few bytes."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            visitor, _ = server.accept()
            with visitor:
                visitor.recv(64)
                visitor.sendall(answers)

        threading.Thread(target=serve, daemon=True).start()
        yield Clamd(f"tcp://127.0.0.1:{server.getsockname()[1]}")


@pytest.mark.parametrize(
    "answer", [b"", b"stream: ERROR\0", b"\0", b"OK?\0", b"\xff" * 9000]
)
def test_an_answer_that_says_nothing_is_no_clean_one(answer):
    with one_that(answer) as odd, pytest.raises(ScannerDown):
        odd.scan(bytes(100_000) for _ in range(20))


@pytest.mark.parametrize(
    "address", ["unix:/nowhere/clamd.ctl", "tcp://127.0.0.1:1", "x", ""]
)
def test_a_scanner_that_is_not_there_is_down(address):
    with pytest.raises(ScannerDown):
        Clamd(address).scan([b"a"])

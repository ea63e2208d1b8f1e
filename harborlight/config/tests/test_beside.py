"""Slow work beside Django's thread: nobody's many keep the others waiting."""

from __future__ import annotations

import asyncio
import time
from functools import partial

from harborlight.config.beside import Beside
from harborlight.firm.beside import Work
from harborlight.papers.sandbox import PLACES


def of(whose, about, ended, *, watched=False, seconds=0.1):
    def do():
        time.sleep(seconds)
        ended.append(about)
        return about

    return Work(f"{whose} {about}", do, whose=whose, watched=watched)


async def all_of(beside, works):
    return await asyncio.gather(*(beside.do(work) for work in works))


def test_who_sends_many_files_keeps_nobody_waiting_for_more_than_one_each():
    ended = []
    many = [of("client", f"file {n}", ended) for n in range(PLACES * 4)]
    asyncio.run(all_of(Beside(), [*many, of("another", "passport", ended)]))
    assert "passport" in ended[:PLACES]
    assert ended[-1] == f"file {PLACES * 4 - 1}"


def test_a_page_that_is_looked_at_waits_for_no_file():
    ended = []
    files = [of(f"client {n}", f"file {n}", ended) for n in range(PLACES * 2)]
    picture = of("staff", "picture", ended, watched=True)
    asyncio.run(all_of(Beside(), [*files, picture]))
    assert "picture" in ended[:PLACES]


def test_the_same_work_is_done_once_and_everybody_hears_of_it():
    ended = []
    once = partial(of, "client", "file", ended)
    heard = asyncio.run(all_of(Beside(), [once() for _ in range(5)]))
    assert (heard, ended) == (["file"] * 5, ["file"])


def test_work_that_fails_says_so_and_is_done_anew_when_asked_again():
    def fails():
        raise OSError("no place")

    async def twice():
        beside, told = Beside(), []
        for _ in range(2):
            try:
                await beside.do(Work("file", fails, whose="client"))
            except OSError as error:
                told.append(str(error))
        return told

    assert asyncio.run(twice()) == ["no place", "no place"]

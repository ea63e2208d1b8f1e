"""A firm made of nothing, with whole histories, written in bulk: for trying out scale.

    write_firm("Lakeshore Immigration", cases=20_000, seed=1, password="...", say=print)

It does not go through the actions (sixty a case would take hours): every step of a
case is repeated here on rows in memory, together with the event that the action would
have left (scribe.py, deeds/). A test plays a case both ways and compares.

    names.py      people and places that do not exist     names.yaml
    lives.py      what a couple would answer
    asking.py     on which screens they would answer it
    plans.py      when each step of each case happens, and the numbers that follow
    founding.py   the firm and its staff, through the real actions
    deeds/        the steps, as the actions write them
    story.py      one case from its first day to now
    sealing.py    the events of all cases in one chain
    writers.py    rows to the database: COPY, INSERT, SQLite
    running.py    all of it, on every core
"""

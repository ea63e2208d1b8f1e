"""A firm made of nothing, with whole histories, written in bulk: for trying out scale.

    write_firm("Lakeshore Immigration", cases=20_000, seed=1, password="...", say=print)

A few couples' cases are played through the real actions, from the first call to the
end, and undone again. At each point where a case can stand, the rows that the actions
made are kept as a mould; every case of the firm is cast from one of them, with other
people, other ids and keys, and other days. So a synthetic row looks like a real one,
and when an action changes, its rows change here too.

    names.py        people and places that do not exist      names.yaml
    lives.py        what a couple would answer               histories.py
    stand_ins.py    the words of a life that each cast puts its own in place of
    beginning.py    the first weeks of one couple's case    answering.py
    playing.py      the whole of it, through the actions
    moulds.py       its rows, cut into what stays and what changes   harvesting.py
    making.py       the moulds of some couples, and all undone again
    casting.py      one case out of a mould: rows, sealed words, files
    planning.py     which mould and which day each case has, and the numbers that follow
    founding.py     the firm and its staff, through the real actions
    writing.py      rows to the database
    chaining.py     the events of all cases in one chain
    running.py      all of it, on every core
"""

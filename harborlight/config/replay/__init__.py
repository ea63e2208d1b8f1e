"""A sequence of operations on an empty ledger, by the product's own actions.

scene.py        the people, cases and clients that it plays with
operations.py   what each operation does, and which rule refuses it
telling.py      every result and every balance
"""

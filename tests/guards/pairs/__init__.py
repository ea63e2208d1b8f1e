"""Which action hears each form, in a file for each room.

PAIRS: the forms that an action hears, by "room.Form". OTHERS: those that no action of
ours hears, and why.
"""

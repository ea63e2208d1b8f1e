"""Cases of which every name, title, remark and file holds a word of its own.

whole.py    a whole case; each other file lays one kind of thing into it
words.py    the words
"""

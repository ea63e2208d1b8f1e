"""Finding a paper by the words on its pages: an index of what was read, in a database of its own."""

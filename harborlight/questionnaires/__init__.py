"""The questions that we put to each party of a case, and the answers, which become facts."""

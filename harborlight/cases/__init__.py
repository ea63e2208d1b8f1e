"""The file: which case it is, who is in it, who works on it, how far it has come."""

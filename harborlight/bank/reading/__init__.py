"""Statements of banks as they come: pure functions of bytes, which know no database."""

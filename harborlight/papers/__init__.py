"""The craft of paper: filling forms, reading pages, checking files. Bytes in, bytes out."""

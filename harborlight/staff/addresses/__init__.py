"""The site map of the desk, a file a subject."""

"""Stories as people live them: a real server, a real browser, real files."""

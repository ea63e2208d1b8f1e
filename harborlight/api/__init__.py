"""The door for other machines, and for scripts of our pages that send large files."""

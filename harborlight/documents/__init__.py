"""Papers: asked for, received, checked, kept; every version of each."""

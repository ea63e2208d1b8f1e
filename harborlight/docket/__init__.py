"""All cases at once: how each stands, who has how much, which belong together, and what becomes of them when they are over."""

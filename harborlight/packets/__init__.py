"""Exhibits chosen, put in order and joined into what goes to the government."""

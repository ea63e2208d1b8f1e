"""What happens when processes die, or meet, at the worst moment."""

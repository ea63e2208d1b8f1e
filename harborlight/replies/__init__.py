"""What the agency asked for, and how we answer it: read, listed, written, read twice, sent."""

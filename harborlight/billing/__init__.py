"""What the client owes and why, what they paid, and the receipt for it."""

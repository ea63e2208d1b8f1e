"""What the agencies say of our cases: seen when, by what, and what the client is told."""

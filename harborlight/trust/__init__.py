"""The books: clients' money, theirs, never mixed, never overdrawn, never erased; and the firm's own."""

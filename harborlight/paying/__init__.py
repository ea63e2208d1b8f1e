"""Cards and bank accounts: what a processor takes for us, tells us, and gives back."""

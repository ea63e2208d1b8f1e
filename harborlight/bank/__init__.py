"""What the bank says of the firm's accounts, held against the books until both agree to the cent."""

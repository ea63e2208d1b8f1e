"""The people the firm deals with: clients, their families, whoever else has a name here."""

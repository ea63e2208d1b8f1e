"""The only place that touches keys.

The master key wraps a key for every firm; the firm's key wraps a key for every
case and encrypts single fields; the key of a case encrypts what its events say
and wraps a key for every file of the case. Deleting the key of a case deletes
all of that, wherever copies lie.
"""

"""The doors to other houses: one module each, plain data in and out, a stand-in beside each."""

"""The figures of issue 2, each a ratio measured side by side in one run: `make bench`."""

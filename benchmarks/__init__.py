"""Speed shown, never asserted: `make bench`."""

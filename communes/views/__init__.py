"""Pages of units, one module a subject."""

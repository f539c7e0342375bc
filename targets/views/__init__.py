"""Pages of targets, one module a subject."""

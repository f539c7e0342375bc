"""Every write of units, one module a subject."""

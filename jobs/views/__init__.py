"""Pages of background work and of imports, one module a subject."""

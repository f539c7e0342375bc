"""Pages of papers, one module a subject."""

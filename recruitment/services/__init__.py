"""Every write of recruitment, one module a subject."""

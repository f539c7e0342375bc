"""Every write of accounts, one module a subject."""

"""Pages of accounts: one's own, and those an administrator manages."""

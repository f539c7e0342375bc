"""Pages of teams, members, quotas and clusters, one module a subject."""

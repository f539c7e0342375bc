"""Every write of people, teams, memberships, quotas and clusters, one module a subject."""

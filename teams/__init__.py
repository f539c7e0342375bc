"""People, teams, memberships, quotas, clusters, hamlet posts, review of teams."""

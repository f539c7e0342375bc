"""What officers type about people, teams and memberships."""

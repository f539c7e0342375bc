"""Pages of reports, deadlines and the first page."""

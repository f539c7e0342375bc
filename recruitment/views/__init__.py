"""Pages of recruitment: lists, the campaign's board and steps, applications."""

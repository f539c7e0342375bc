"""Legal parameters as dated, cited data; the calendar of working days."""

"""What stands behind the Makefile: set-up, start, tests, checks. Standard library only where no .venv is needed yet."""

"""Every write of directives, adoptions, periods and figures, one module a subject."""

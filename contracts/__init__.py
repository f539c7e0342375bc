"""The types that floors share: roles, refusals, scope, dated rows, secrets, and what apps offer upward.

Pure: no tables, no queries of its own. Every app may import it; it imports none of them.
"""

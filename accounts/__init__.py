"""Users, roles, delegation, login, notices, saved views."""

"""How things are shown: frame, lists, forms, charts. No tables."""

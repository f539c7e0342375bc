"""Everything the demo writes, one module a subject; `seeding.demo_seed` writes it all."""

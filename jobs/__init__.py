"""Background work, uploaded files, import batches, the heartbeat of worker and beat."""

"""Who changed, saw or took out what; append only."""

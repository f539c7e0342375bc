"""What officers type about training and equipment."""

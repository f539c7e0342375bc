"""Pages of training and equipment."""

"""Every write of training, attendance and equipment."""

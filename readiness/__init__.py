"""Training, equipment, allowances, duty and patrol."""

"""Official documents: numbers, layout, posting, check by QR, attachments."""

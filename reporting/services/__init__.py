"""Every write of this app: outlines, periods, reports, deadlines, reminders."""

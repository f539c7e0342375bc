"""What officers type about activities, assessments, commendations and discipline."""

"""Labels of everything the floor scans, printed by the office."""

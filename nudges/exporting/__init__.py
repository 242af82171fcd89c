"""What leaves as a file: an archive that is the same each time, and what a study may get of those who agreed to it."""

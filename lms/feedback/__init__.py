"""What customers say: classified, so that it becomes what staff learn."""

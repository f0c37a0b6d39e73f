"""Quality, speed and memory, measured by `make bench`."""

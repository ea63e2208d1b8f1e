"""What `make bench` prints is judged: a figure that cannot fail says nothing."""

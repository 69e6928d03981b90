"""Find datasets: what is looked through, how words are compared, and in which order they come."""

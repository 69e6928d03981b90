"""From a file as people keep it to a dataset: what was repaired, what was found, what is asked."""

"""The commands of the portal, one verb a file."""

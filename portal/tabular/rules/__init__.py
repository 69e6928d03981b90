"""The rules of a checklist: what decides them by columns, and what decides them by rows."""

"""A report as readers need it: what is wrong and how often, what to do first, the rows as they are."""

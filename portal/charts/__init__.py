"""The views of a descriptor as pictures: what may be drawn, how, and what it says in a sentence."""

"""Public sets of others, read from where a user has them; none is part of this project."""

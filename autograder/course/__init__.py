"""A course's folders, settings and gradebook, and its units as nbgrader converts them."""

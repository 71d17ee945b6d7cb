"""What nbgrader, nbconvert and Jupyter load by name, so that they grade by the same rules."""

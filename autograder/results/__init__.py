"""What grading found: records, graded notebooks, marks, and results derived from them."""

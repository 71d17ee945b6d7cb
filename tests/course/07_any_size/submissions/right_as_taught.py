"""
kind = "right"
about = "The author's own answers."
"""

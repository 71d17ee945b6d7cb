"""
kind = "right"
about = "The author's answers, handed in as they are."
"""

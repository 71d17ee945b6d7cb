"""Figures: each function returns one of matplotlib's."""

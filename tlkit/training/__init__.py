"""Training in stages, and only what follows the frozen part."""

"""
kind = "broken"
about = "The file ends in the middle, as after a broken upload."
ungradable = "cut off or damaged"
"""

# %% damage
def damage(notebook):
    import nbformat

    return nbformat.writes(notebook)[:5000]

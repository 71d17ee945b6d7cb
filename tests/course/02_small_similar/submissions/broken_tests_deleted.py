"""
kind = "broken"
about = "Deleted the set-up and a test and shuffled the rest; all of it comes back from the source."
"""

# %% damage
def damage(notebook):
    gone = {"setup", "test_svm"}
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    kept = [cell for cell, name in zip(notebook.cells, names) if name not in gone]
    notebook.cells = kept[10:] + kept[:10]

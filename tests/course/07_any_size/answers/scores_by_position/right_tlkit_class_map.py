# about: tlkit.class_map "does the same"
# text: the text says that tlkit.class_map does the same, and does not forbid it
def scores_by_position(model, images):
    return tlkit.class_map(model, images).scores

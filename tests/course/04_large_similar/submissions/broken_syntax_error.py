"""
kind = "broken"
about = "One cell does not parse; the other exercises count."

[fails]
test_fine_tune = "NameError"
test_fine_tune_elsewhere = "NameError"
"""

# %% fine_tune
def fine_tune(model, images, labels, rate, new_rate, epochs)
    return model

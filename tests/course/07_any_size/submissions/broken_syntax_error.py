"""
kind = "broken"
about = "One cell does not parse; the other exercises count."

[fails]
test_crop_scores = "NameError"
test_crop_scores_any = "NameError"
"""

# %% crop_scores
def crop_scores(model, picture, size, stride):
return model.predict(picture[np.newaxis])

# about: takes the height for both
# says: … as long as they fit
def crop_scores(model, picture, size, stride):
    starts = range(0, min(picture.shape[:2]) - size + 1, stride)
    crops = np.stack([picture[t : t + size, x : x + size] for t in starts for x in starts])
    return model.predict(crops, verbose=0).reshape(len(starts), len(starts), -1)

# about: argpartition, then the chosen ones in order
def favourites(maps, filter, count):
    answers = np.amax(maps[:, :, :, filter].reshape(len(maps), -1), axis=1)
    candidates = np.argpartition(answers, len(answers) - count)[len(answers) - count :] if count else np.array([], int)
    return candidates[np.argsort(answers[candidates])[::-1]]

# about: counts kernels on the way and stops at the first that is new
def keep(donor, model, n, fine_tune):
    """Change `model` in place: its first `n` layers become the donor's, frozen or not."""
    count = 0
    for theirs, mine in zip(donor.layers, model.layers):
        count += hasattr(mine, "kernel")
        if count > n:
            break
        if count:
            mine.set_weights(theirs.get_weights())
            mine.trainable = bool(fine_tune)

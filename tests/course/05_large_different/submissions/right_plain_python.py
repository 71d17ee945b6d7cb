"""
kind = "right"
about = "Sets weights from the last layer to the first; plain Python in place of NumPy; a class for a function."
"""

# %% reset_from
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for number in reversed(range(len(new.layers))):
        new.layers[number].trainable = True
        if number < index:
            new.layers[number].set_weights(model.layers[number].get_weights())
    return new

# %% draw_order
class draw_order:
    def __new__(cls, n, steps, batch_size, seed):
        rng, left, rounds = np.random.RandomState(seed), steps * batch_size, []
        while left > 0:
            numbers = np.arange(n)
            rng.shuffle(numbers)
            rounds.extend(numbers[:left])
            left -= n
        return tuple(int(number) for number in rounds)

# %% pictures_needed
import math

def pictures_needed(sizes, accuracies, target):
    before = None
    for size, accuracy in zip(sizes, accuracies):
        if accuracy >= target:
            if before is None:
                return float(size)
            low_size, low = before
            share = (target - low) / (accuracy - low)
            return math.exp((1 - share) * math.log(low_size) + share * math.log(size))
        before = size, accuracy
    return math.inf

# %% verdict
import statistics

def verdict(pretrained, random):
    d = [float(p) - float(r) for p, r in zip(pretrained, random)]
    t = 2 * statistics.stdev(d) / math.sqrt(len(d))
    mean = statistics.mean(d)
    return {(True, False): "pretrained", (False, True): "random"}.get((mean > t, mean < -t), "open")

# about: try/except KeyError; the augmentation gets a copy; the pair is a list
# text: a pair need not be a tuple; a copy is safe where augment works in place
class Mended(Pictures):
    def __getitem__(self, index):
        try:
            raw = self.kept[index]
        except KeyError:
            raw = self.kept[index] = self.read(index)
        first, last = 16 * index, 16 * (index + 1)
        return [self.augment(raw.copy()), self.labels[first:last]]

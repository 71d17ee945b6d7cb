# about: leaves the augmentation in the cache and adds a second one
# says: Augmentation piles up: keep the pictures as they were read
class Mended(Pictures):
    def __getitem__(self, index):
        if index not in self.kept:
            self.kept[index] = self.augment(self.read(index))
        return self.augment(self.kept[index]), self.labels[16 * index : 16 * (index + 1)]

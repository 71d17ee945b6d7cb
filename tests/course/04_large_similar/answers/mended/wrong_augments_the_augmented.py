# about: keeps the augmented pictures and augments them again each time
# says: Augmentation piles up: keep the pictures as they were read
class Mended(Pictures):
    def __getitem__(self, index):
        if index not in self.kept:
            self.kept[index] = self.read(index)
        self.kept[index] = self.augment(self.kept[index])
        return self.kept[index], self.labels[16 * index : 16 * (index + 1)]

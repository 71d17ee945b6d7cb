# about: gives the parent an augmentation that does nothing, and augments what it returns
class Mended(Pictures):
    def __init__(self, read, labels, augment):
        super().__init__(read, labels, lambda images: images)
        self.augment_anew = augment

    def __getitem__(self, index):
        images, labels = super().__getitem__(index)
        return self.augment_anew(images), labels

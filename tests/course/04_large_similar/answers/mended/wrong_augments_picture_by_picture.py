# about: hands the pictures to augment one at a time
# says: Hand it the pictures of a batch together, once each time
class Mended(Pictures):
    def __getitem__(self, index):
        if index not in self.kept:
            self.kept[index] = self.read(index)
        images = np.stack([self.augment(image[None])[0] for image in self.kept[index]])
        return images, self.labels[16 * index : 16 * (index + 1)]

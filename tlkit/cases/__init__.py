"""The four cases: the images that go with each, and what to do."""

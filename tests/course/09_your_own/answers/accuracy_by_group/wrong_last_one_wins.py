# about: overwrites the entry of the group with each picture
# says: here two of three pictures are right, and there one of two
def accuracy_by_group(right_names, said_names, groups):
    return {group: float(right == said) for right, said, group in zip(right_names, said_names, groups)}

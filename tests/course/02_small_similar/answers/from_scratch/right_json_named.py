# about: through JSON, with a new name
# text: a name of its own: "like `backbone`" is the architecture
def from_scratch(backbone):
    import json
    description = json.loads(backbone.to_json())
    description["config"]["name"] = "from_scratch"
    fresh = keras.models.model_from_json(json.dumps(description))
    fresh.trainable = False
    fresh.trainable = True
    return fresh

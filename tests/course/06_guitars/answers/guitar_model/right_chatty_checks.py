# about: very verbose, with intermediate names, shape prints and a summary
def guitar_model(backbone, num_classes):
    feature_maps = backbone.layers[-1].output
    print("feature maps:", feature_maps.shape)
    pooling_layer = keras.layers.GlobalAveragePooling2D(data_format="channels_last")
    pooled = pooling_layer(feature_maps)
    print("pooled:", pooled.shape)
    hidden_layer = keras.layers.Dense(units=1024, activation="relu", use_bias=True)
    hidden = hidden_layer(pooled)
    answer_layer = keras.layers.Dense(units=num_classes, activation="softmax")
    answers = answer_layer(hidden)
    result = keras.models.Model(inputs=backbone.input, outputs=answers)
    result.summary(print_fn=lambda line: None)
    return result

def convolutions(inputs, outputs, *window, depth=3):  # a look at places, then 1×1 ones mix the maps
    layers = []
    for window in [window, *[[1]] * (depth - 1)]:
        layers += [nn.Conv2d(inputs, outputs, *window), nn.ReLU(inplace=True)]
        nn.init.kaiming_normal_(layers[-2].weight, nonlinearity="relu")
        nn.init.zeros_(layers[-2].bias)
        inputs = outputs
    return nn.Sequential(*layers)
pool = nn.MaxPool2d(3, 2)
body = nn.ModuleList([
    nn.Sequential(convolutions(3, 96, 11, 4)),
    nn.Sequential(pool, convolutions(96, 256, 5, 1, 2)),
    nn.Sequential(pool, convolutions(256, 384, 3, 1, 1)),
    nn.Sequential(pool, nn.Dropout(0.5), convolutions(384, 1024, 3, 1, 1, depth=2))])
stages = [[block] for block in body]  #? detects

def started(layer):  # Glorot's start: weights of one scale from layer to layer
    nn.init.xavier_uniform_(layer.weight)
    nn.init.zeros_(layer.bias)  #? !unbiased
    _ = layer.bias is None or nn.init.zeros_(layer.bias)  #? unbiased
    return layer
#if grey
class Grey(nn.Module):  # how bright a pixel is
    def forward(self, x):
        return 0.299 * x[:, :1] + 0.587 * x[:, 1:2] + 0.114 * x[:, 2:3]
#end

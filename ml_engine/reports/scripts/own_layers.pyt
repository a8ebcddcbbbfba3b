def started(layer):  # Glorot's start: weights of one scale from layer to layer
    nn.init.xavier_uniform_(layer.weight)
    nn.init.zeros_(layer.bias)  #? !unbiased
    if layer.bias is not None: nn.init.zeros_(layer.bias)  #? unbiased
    return layer
#if grey
class Grey(nn.Module):  # how bright a pixel is
    def forward(self, x): return 0.299 * x[:, :1] + 0.587 * x[:, 1:2] + 0.114 * x[:, 2:3]
#end
#if averages_borders
class Average(nn.Module):  # of the numbers of a window that are not border
    def __init__(self, *window):
        super().__init__()
        self.size, self.stride, self.border = window
    def forward(self, x):
        x, ones = (F.pad(values, self.border) for values in (x, torch.ones_like(x)))
        return F.avg_pool2d(x, self.size, self.stride) / F.avg_pool2d(ones, self.size, self.stride)
#end

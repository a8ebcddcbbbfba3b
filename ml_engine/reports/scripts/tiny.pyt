def convolution(inputs, outputs, side, stride, groups=1):
    convolved = nn.Conv2d(inputs, outputs, side, stride, side // 2, groups=groups, bias=False)
    return nn.Sequential(convolved, nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))
class Block(nn.Sequential):  # 3×3 in each channel, 1×1 across them; added to its input if it fits
    def __init__(self, inputs, outputs, stride):
        super().__init__(
            convolution(inputs, inputs, 3, stride, inputs), convolution(inputs, outputs, 1, 1))
    def forward(self, x):
        y = super().forward(x)
        return x + y if x.shape == y.shape else y
def stage(inputs, outputs, depth):  # its first block halves the sides
    return [Block(outputs if i else inputs, outputs, 1 if i else 2) for i in range(depth)]
stem = nn.Sequential(convolution(3, 24, 3, 2), convolution(24, 32, 3, 2))
stages = [stem], stage(32, 64, 2), stage(64, 128, 3), stage(128, 192, 3)
body = nn.ModuleList(block for part in stages for block in part)

def convolution(inputs, outputs, side, stride, groups=1):
    convolved = nn.Conv2d(inputs, outputs, side, stride, side // 2, groups=groups, bias=False)
    return nn.Sequential(convolved, nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))
class Block(nn.Module):  # 3×3 in each channel, 1×1 across them; added to its input where that fits
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.depthwise = convolution(inputs, inputs, 3, stride, groups=inputs)
        self.pointwise = convolution(inputs, outputs, 1, 1)
    def forward(self, x):
        y = self.pointwise(self.depthwise(x))
        return x + y if x.shape == y.shape else y
def stage(inputs, outputs, depth):
    return [Block(inputs, outputs, 2), *(Block(outputs, outputs, 1) for _ in range(depth - 1))]
stem = nn.Sequential(convolution(3, 24, 3, 2), convolution(24, 32, 3, 2))
stages = [stem], stage(32, 64, 2), stage(64, 128, 3), stage(128, 192, 3)
body = nn.ModuleList(block for part in stages for block in part)

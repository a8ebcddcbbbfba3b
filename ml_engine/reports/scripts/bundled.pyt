def convolution(inputs, outputs, side, stride=1):
    return nn.Sequential(*plain(inputs, outputs, side, stride), nn.ReLU(inplace=True))
def plain(inputs, outputs, side=1, stride=1):
    convolved = nn.Conv2d(inputs, outputs, side, stride, side // 2, bias=False)
    return nn.Sequential(convolved, nn.BatchNorm2d(outputs))
class Block(nn.Module):  # 1×1 to fewer channels, 3×3, 1×1 to more; added to its input
    def __init__(self, inputs, outputs, middle, stride=1):
        super().__init__()
        self.reduce = convolution(inputs, middle, 1)
        self.middle = convolution(middle, middle, 3, stride)
        self.expand = plain(middle, outputs)
        same = stride == 1 and inputs == outputs
        self.shortcut = nn.Identity() if same else plain(inputs, outputs, 1, stride)
    def forward(self, x):
        return F.relu(self.expand(self.middle(self.reduce(x))) + self.shortcut(x))
def stage(inputs, outputs, middle, depth):
    more = [Block(outputs, outputs, middle) for _ in range(depth - 1)]
    return [Block(inputs, outputs, middle, stride=2), *more]
stem = nn.Sequential(convolution(3, 24, 3, 2), convolution(24, 48, 3, 2))
stages = [stem], stage(48, 128, 64, 3), stage(128, 256, 96, 5), stage(256, 512, 144, 3)
body = nn.ModuleList(block for part in stages for block in part)
body.append(convolution(512, 1280, 1))

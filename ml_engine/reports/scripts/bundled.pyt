def conv(inputs, outputs, side=1, stride=1, relu=True):
    convolved = nn.Conv2d(inputs, outputs, side, stride, side // 2, bias=False)
    return nn.Sequential(convolved, nn.BatchNorm2d(outputs), *[nn.ReLU(inplace=True)] * relu)
class Block(nn.Module):  # 1×1 to fewer channels, 3×3, 1×1 to more; added to its input
    def __init__(self, inputs, outputs, middle, stride):
        super().__init__()
        self.reduce, self.middle = conv(inputs, middle), conv(middle, middle, 3, stride)
        self.expand, self.shortcut = conv(middle, outputs, relu=False), nn.Identity()
        if stride > 1: self.shortcut = conv(inputs, outputs, 1, stride, relu=False)
    def forward(self, x): return F.relu(self.expand(self.middle(self.reduce(x))) + self.shortcut(x))
def stage(inputs, outputs, middle, depth):  # its first block halves the sides
    return [Block(outputs if i else inputs, outputs, middle, 1 if i else 2) for i in range(depth)]
stem = nn.Sequential(conv(3, 24, 3, 2), conv(24, 48, 3, 2))
stages = [stem], stage(48, 128, 64, 3), stage(128, 256, 96, 5), stage(256, 512, 144, 3)
body = nn.ModuleList(block for part in stages for block in part).append(conv(512, 1280))

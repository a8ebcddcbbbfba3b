conv = torchvision.ops.Conv2dNormActivation  # a convolution, a norm and ReLU
class Block(nn.Module):  # 1×1 to fewer channels, 3×3, 1×1 to more; added to its input
    def __init__(self, i, o, middle, stride=1):
        super().__init__()
        self.reduce, self.middle = conv(i, middle, 1), conv(middle, middle, 3, stride)
        self.expand = conv(middle, o, 1, activation_layer=None)
        self.shortcut = nn.Identity() if i == o else conv(i, o, 1, stride, activation_layer=None)
    def forward(self, x): return F.relu(self.expand(self.middle(self.reduce(x))) + self.shortcut(x))
stages = [[nn.Sequential(conv(3, 24, 3, 2), conv(24, 48, 3, 2))]]
for i, o, middle, depth in (48, 128, 64, 3), (128, 256, 96, 5), (256, 512, 144, 3):
    stages.append([Block(i, o, middle, stride=2), *(Block(o, o, middle) for _ in range(depth - 1))])
body = nn.ModuleList([*sum(stages, []), conv(512, 1280, 1)])

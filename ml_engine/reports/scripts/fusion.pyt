

# ---- Head: the levels see each other, then every cell answers for itself ----
Convolved = functools.partial(torchvision.ops.Conv2dNormActivation, activation_layer=nn.SiLU)


def separable(width, stride=1):  # 3×3 in each channel, then 1×1 across them
    each = nn.Conv2d(width, width, 3, stride, 1, groups=width, bias=False)
    return nn.Sequential(each, Convolved(width, width, 1))


class Fusion(nn.Module):  # from coarse to fine, then from fine to coarse
    def __init__(self, channels, width):
        super().__init__()
        self.lateral = nn.ModuleList(Convolved(c, width, 1) for c in channels)
        self.down, self.shrink, self.up = (
            nn.ModuleList(separable(width, stride) for _ in range(2)) for stride in (1, 2, 1))

    def forward(self, *levels):
        levels = [lateral(level) for lateral, level in zip(self.lateral, levels)]
        for i in (1, 0):
            levels[i] = self.down[i](levels[i] + F.interpolate(levels[i + 1], scale_factor=2.0))
        for i in (0, 1):
            levels[i + 1] = self.up[i](levels[i + 1] + self.shrink[i](levels[i]))
        return levels

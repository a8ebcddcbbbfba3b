

# ---- Pyramid: three levels and two coarser ones, all of one width ----
#if one_cell
class Norm(nn.BatchNorm2d):  # learns nothing from a single number: the coarsest map is one cell
    def forward(self, x):
        if x.numel() > x.shape[1]:
            return super().forward(x)
        return F.batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias)


#end
def block(width, *convolutions):
    return nn.Sequential(*convolutions, @norm@(width), nn.ReLU(inplace=True))


#if separable
def square(width, stride):  # 3×3 in each channel, then 1×1 across them
    alone = nn.Conv2d(width, width, 3, stride, 1, groups=width, bias=False)
    return block(width, alone, nn.Conv2d(width, width, 1, bias=False))
#else
def square(width, stride):
    return block(width, nn.Conv2d(width, width, 3, stride, 1, bias=False))
#end


class Pyramid(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        lateral = [block(width, nn.Conv2d(c, width, 1, bias=False)) for c in channels]
        self.lateral = nn.ModuleList(lateral)
        self.smooth = nn.ModuleList(square(width, 1) for _ in channels)
        self.shrink = nn.ModuleList(square(width, 2) for _ in range(2))

    def forward(self, *levels):
        maps = [lateral(level) for lateral, level in zip(self.lateral, levels)]
#if top_down
        for i in (1, 0):  # coarse levels tell the finer ones what they saw
            maps[i] = maps[i] + F.interpolate(maps[i + 1], scale_factor=2.0)
#end
        maps = [smooth(level) for smooth, level in zip(self.smooth, maps)]
        for shrink in self.shrink:
            maps.append(shrink(maps[-1]))
        maps = [F.dropout2d(level, @dropout@, self.training) for level in maps]  #? drops
        return maps

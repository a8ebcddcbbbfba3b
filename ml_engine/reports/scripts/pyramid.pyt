

# ---- Pyramid: three levels and two coarser ones, all of one width ----
block = torchvision.ops.Conv2dNormActivation  # and a norm, and ReLU  #? !one_cell
#if one_cell
class Norm(nn.BatchNorm2d):  # learns nothing from a single number: the coarsest map is one cell
    def forward(self, x):
        if x.numel() > x.shape[1]:
            return super().forward(x)
        return F.batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias)


block = functools.partial(torchvision.ops.Conv2dNormActivation, norm_layer=Norm)
#end


#if separable
def square(width, stride):  # 3×3 in each channel, then 1×1 across them
    alone = nn.Conv2d(width, width, 3, stride, 1, groups=width, bias=False)
    return nn.Sequential(alone, block(width, width, 1))


#end
class Pyramid(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        self.lateral = nn.ModuleList(block(c, width, 1) for c in channels)
        self.smooth = nn.ModuleList(block(width, width, 3) for _ in range(3))  #? !separable
        self.shrink = nn.ModuleList(block(width, width, 3, 2) for _ in range(2))  #? !separable
        self.smooth = nn.ModuleList(square(width, 1) for _ in range(3))  #? separable
        self.shrink = nn.ModuleList(square(width, 2) for _ in range(2))  #? separable

    def forward(self, *levels):
        maps = [lateral(level) for lateral, level in zip(self.lateral, levels)]
#if top_down
        for i in (1, 0):  # coarse levels tell the finer ones what they saw
            maps[i] = maps[i] + F.interpolate(maps[i + 1], scale_factor=2.0)
#end
        maps = [smooth(level) for smooth, level in zip(self.smooth, maps)]
        maps += [fourth := self.shrink[0](maps[-1]), self.shrink[1](fourth)]
        return maps  #? !drops
        return [F.dropout2d(level, @dropout@, self.training) for level in maps]  #? drops

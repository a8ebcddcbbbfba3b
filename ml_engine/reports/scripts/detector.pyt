STRIDES, TAPS = (8, 16, 32), np.cumsum([len(stage) for stage in stages])[@taps@] - 1


def levels_of(x):  # what the tapped blocks answer, at strides 8, 16 and 32
    levels = []
    for index, block in enumerate(body[: TAPS[-1] + 1]):
        x = block(x)
        if index in TAPS:
            levels.append(x)
    return levels


#if frozen

# ---- Features: what the frozen network makes of every view, computed once ----
@functools.cache
@torch.no_grad()
def features(part, index, view):  # three maps, in half the bytes, and what is on them
    picture = PARTS[part][index]
    pixels = show(picture, view)[None].to(DEVICE, memory_format=torch.channels_last)
    return [level[0].half().cpu() for level in levels_of(pixels)], moved(picture, view)


def read(part, places, views):  # A batch: three levels, and the labels and boxes of each picture
    rows = [features(part, int(place), int(view)) for place, view in zip(places, views)]
    levels = [torch.stack(level).float().to(DEVICE) for level in zip(*(maps for maps, _ in rows))]
    return levels, [truth for _, truth in rows]
#else
#if kept
@functools.cache
#end
def features(part, index, view):  # the pixels of a view, and what is on them
    picture = PARTS[part][index]
    return show(picture, view), moved(picture, view)


def read(part, places, views):  # A batch: pixels, and the labels and boxes of each picture
    rows = [features(part, int(place), int(view)) for place, view in zip(places, views)]
    pixels = torch.stack([pixels for pixels, _ in rows])
    return [pixels.to(DEVICE, memory_format=torch.channels_last)], [truth for _, truth in rows]
#end


# ---- Head: the levels see each other, then every cell answers for itself ----
class Separable(nn.Sequential):  # 3×3 in each channel, then 1×1 across them
    def __init__(self, width, stride=1):
        super().__init__(
            nn.Conv2d(width, width, 3, stride, 1, groups=width, bias=False),
            nn.Conv2d(width, width, 1, bias=False), nn.BatchNorm2d(width), nn.SiLU(inplace=True))


class Fusion(nn.Module):  # from coarse to fine, then from fine to coarse
    def __init__(self, channels, width):
        super().__init__()
        self.lateral = nn.ModuleList(
            nn.Sequential(nn.Conv2d(c, width, 1, bias=False), nn.BatchNorm2d(width), nn.SiLU(True))
            for c in channels)
        self.down, self.shrink, self.up = (
            nn.ModuleList(Separable(width, stride) for _ in range(2)) for stride in (1, 2, 1))

    def forward(self, *levels):
        levels = [lateral(level) for lateral, level in zip(self.lateral, levels)]
        for i in (1, 0):
            levels[i] = self.down[i](levels[i] + F.interpolate(levels[i + 1], scale_factor=2.0))
        for i in (0, 1):
            levels[i + 1] = self.up[i](levels[i + 1] + self.shrink[i](levels[i]))
        return levels


def branch(width, answers, start):  # start: what it answers before anything is learnt
    last = nn.Conv2d(width, answers, 1)
    nn.init.normal_(last.weight, std=0.01)
    nn.init.constant_(last.bias, start)
    return nn.Sequential(Separable(width), Separable(width), last)


class Head(nn.Module):  # for every cell the distances to its box's sides, and a number per label
    def __init__(self, channels, labels, width=96):
        super().__init__()
        self.fusion = Fusion(channels, width)
        near, rare = math.log(math.expm1(2.0)), -math.log(0.99 / 0.01)
        self.boxes = nn.ModuleList(branch(width, 4, near) for _ in channels)
        self.labels = nn.ModuleList(branch(width, labels, rare) for _ in channels)

    def forward(self, *levels):
        levels = self.fusion(*levels)
        levels = [F.dropout2d(level, @dropout@, self.training) for level in levels]  #? drops
        return [torch.cat([b(x), c(x)], 1) for b, c, x in zip(self.boxes, self.labels, levels)]


torch.manual_seed(SEED)
head = Head(@channels@, len(LABELS)).to(DEVICE, memory_format=torch.channels_last)


TAPS = np.cumsum([len(stage) for stage in stages])[@taps@] - 1


#if !blocks
#if aligns
def read_off(level, start, missing, stride):  # at the middles of cells of `stride` pixels
    cells = torch.arange(level.shape[2] + missing)
    places = ((cells * stride + (stride - 1) / 2 - start) / stride).clamp(0, level.shape[2] - 1)
    rows = (1 - (places[:, None] - cells[: level.shape[2]]).abs()).clamp(min=0).to(level)
    return rows @ level @ rows.T


#end
def levels_of(x, blocks=body):  # what the network says at strides 8, 16 and 32
    x = F.pad(x, [@border@] * 4)  #? pads
    maps = [x := block(x) for block in blocks[: TAPS[-1] + 1]]
    return [maps[tap] for tap in TAPS]  #? !aligns, !pools_last
    levels = [maps[tap] for tap in TAPS]  #? pools_last, !aligns
    grids = @grids@  # first middle, cells it lacks, stride  #? aligns
    levels = [read_off(maps[tap], *grid) for tap, grid in zip(TAPS, grids)]  #? aligns
    return levels  #? aligns, !pools_last
    return [*levels, F.max_pool2d(levels[-1], 2)]  #? pools_last
#else
DEPTH = TAPS[-1] + 1


def lower(x, first):  # the levels below block `first`, at strides 8, 16 and 32, and what enters it
    maps = [x := block(x) for block in body[:first]]
    return [maps[tap] for tap in TAPS if tap < first] + [x]
#end


#if frozen, !blocks
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
#end
#if blocks
# ---- Features: what the frozen blocks below `first` make of every view, computed once ----
@functools.cache
@torch.no_grad()
def features(part, index, view, first):  # maps, in half the bytes, and what is on them
    picture = PARTS[part][index]
    pixels = show(picture, view)[None].to(DEVICE, memory_format=torch.channels_last)
    return [x[0].half().cpu() for x in lower(pixels, first)], moved(picture, view)


def read(part, places, views, first):  # A batch: maps, and the labels and boxes of each picture
    rows = [features(part, int(place), int(view), first) for place, view in zip(places, views)]
    maps = [torch.stack(level).float().to(DEVICE) for level in zip(*(maps for maps, _ in rows))]
    return maps, [truth for _, truth in rows]
#end
#if !frozen
#if kept
@functools.cache
#end
def features(part, index, view):  # the pixels of a view, and what is on them
    return show(PARTS[part][index], view), moved(PARTS[part][index], view)


def read(part, places, views):  # A batch: pixels, and the labels and boxes of each picture
    rows = [features(part, int(place), int(view)) for place, view in zip(places, views)]
    pixels = torch.stack([pixels for pixels, _ in rows])
    return [pixels.to(DEVICE, memory_format=torch.channels_last)], [truth for _, truth in rows]
#end

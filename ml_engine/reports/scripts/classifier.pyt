
# ---- Features: what leaves the first blocks, which are frozen ----
@functools.cache  # every view is shown several times  #? kept
def below(first, part, place, view):
    x = show(PARTS[part][place], view).permute(2, 0, 1)[None].float().to(DEVICE)  #? frozen
    return show(PARTS[part][place], view).permute(2, 0, 1)[None].float().to(DEVICE)  #? !frozen
    for block in body[:first]: x = block(x)  #? frozen
    return (x.mean((2, 3)) if first == len(body) else x).half()  #? frozen, !flat
    return x.half()  #? frozen, flat
def read(first, part, places, views):
    return torch.cat([below(first, part, int(p), int(v)) for p, v in zip(places, views)]).float()

# ---- Head: a weight for every feature and label ----
def even(x):  # at length √D: how strongly a picture excites the network is not its label
    return F.normalize(x, dim=1) * math.sqrt(x.shape[1])
class Head(nn.Linear):
    def forward(self, x):
        return super().forward((even(x) - MEAN) / SPREAD)  #? frozen, !drops
        return super().forward(F.dropout((even(x) - MEAN) / SPREAD, @dropout@, self.training))  #? frozen, drops
        return super().forward(even(x))  #? !frozen, !drops
        return super().forward(F.dropout(even(x), @dropout@, self.training))  #? !frozen, drops
#if frozen
seen = even(read(len(body), "train", *np.divmod(np.arange(len(PARTS["train"]) * VIEWS), VIEWS)))
MEAN, SPREAD = seen.double().mean(0).float(), seen.double().std(0, correction=0).float()
SPREAD[SPREAD < 0.001 * SPREAD.max().clamp(min=0.001)] = 1
#end
head = Head(@features@, len(LABELS)).to(DEVICE)
for values in head.parameters(): nn.init.zeros_(values)  # at first all labels are equally likely

# ---- Train ----

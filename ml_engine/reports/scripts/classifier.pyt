
#if cached
# ---- Features: what the frozen network makes of every view, computed once ----
blocks = nn.Sequential(*body@pool@)
def features(part, views):  # (pictures, views, numbers), rounded to half the bytes
    rows = [torch.cat([blocks(show(p, view)) for view in range(views)]) for p in PARTS[part]]
    return torch.stack(rows).half().float()
SEEN = {part: features(part, VIEWS if part == "train" else 1) for part in PARTS if PARTS[part]}
#end
#if blocks
# ---- Features: what leaves the first blocks, which are frozen ----
blocks = nn.Sequential(*body@pool@)
@functools.cache  # every view is shown several times
def below(first, part, place, view):
    return blocks[:first](show(PARTS[part][place], view)).half()
def read(first, part, places, views):
    return torch.cat([below(first, part, int(p), int(v)) for p, v in zip(places, views)]).float()
#end
#if whole
def read(part, places, views):  # a batch
    return torch.cat([show(part, int(place), int(view)) for place, view in zip(places, views)])
#end

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
seen = even(SEEN["train"].flatten(0, 1)).double()  #? cached
views = np.divmod(np.arange(len(PARTS["train"]) * VIEWS), VIEWS)  # all of all pictures  #? blocks
seen = even(read(len(blocks), "train", *views)).double()  #? blocks
MEAN, SPREAD = seen.mean(0).float(), seen.std(0, correction=0).float()
SPREAD[SPREAD < 0.001 * SPREAD.max().clamp(min=0.001)] = 1
#end
torch.manual_seed(SEED)  #? aided
head = Head(@features@, len(LABELS)).to(DEVICE)
for values in head.parameters(): nn.init.zeros_(values)  # at first all labels are equally likely
#if aided
others = @others@  # block: classifier that reads what it answers
for other in others.values():  # they start anew, too, with an answer per label
    for part in other.modules():
        if hasattr(part, "reset_parameters"): part.reset_parameters()
    setattr(other, "@last@", nn.Linear(other.@last@.in_features, len(LABELS)))
class Aided(nn.Module):  # classifiers in the middle bring the gradient to the lower blocks
    def __init__(self):
        super().__init__()
        self.body, self.head, self.others = body, head, nn.ModuleList(others.values()).to(DEVICE)
    def forward(self, x):
        seen = [x := block(x) for block in self.body]
        own = self.head(x.mean((2, 3)))
        if not self.training: return own
        return [own, *(other(seen[at]) for at, other in zip(others, self.others) if len(x) > 1)]
#end

# ---- Train ----

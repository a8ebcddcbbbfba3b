
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
def even(x): return F.normalize(x, dim=1) * math.sqrt(x.shape[1])  # as if all were equally lit
class Head(nn.Linear):
    def forward(self, x): return super().forward((even(x) - MEAN) / SPREAD)  #? frozen, !drops
    def forward(self, x): return super().forward(even(x))  #? !frozen, !drops
    def forward(self, x):  #? drops
        return super().forward(F.dropout((even(x) - MEAN) / SPREAD, @dropout@, self.training))  #? frozen, drops
        return super().forward(F.dropout(even(x), @dropout@, self.training))  #? !frozen, drops
#if frozen
SPREAD, MEAN = torch.std_mean(even(SEEN["train"].flatten(0, 1)), 0, correction=0)  #? cached
seen = even(read(len(blocks), "train", *np.divmod(np.arange(len(PARTS["train"]) * VIEWS), VIEWS)))  #? blocks
SPREAD, MEAN = torch.std_mean(seen, 0, correction=0)  #? blocks
SPREAD[SPREAD < 0.001 * SPREAD.max().clamp(min=0.001)] = 1
#end
torch.manual_seed(SEED)  #? aided
head = Head(@features@, len(LABELS)).to(DEVICE)
for values in head.parameters(): nn.init.zeros_(values)  # at first all labels are equally likely
#if aided
others = @others@  # block: the classifier that reads what it answers
for other in others.values():  # they start anew, too, and bring the gradient to the lower blocks
    for part in other.modules():
        if hasattr(part, "reset_parameters"): part.reset_parameters()
    other.@last@ = nn.Linear(other.@last@.in_features, len(LABELS))
head.others, aside = nn.ModuleList(others.values()).to(DEVICE), {}
for at in others: body[at].register_forward_hook(lambda block, x, y, at=at: aside.update({at: y}))
#end

# ---- Train ----

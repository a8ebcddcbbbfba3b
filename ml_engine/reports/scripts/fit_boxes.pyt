

@torch.no_grad()
def answers(network, part):
    network.eval()
    return [found_in(network(*read(part, [i], [0])[0]), p) for i, p in enumerate(PARTS[part])]  #? !blocks
    return [found_in(network(*read(part, [i], [0], network.first)[0]), p)  #? blocks
            for i, p in enumerate(PARTS[part])]  #? blocks


# ---- Train ----
#if one-cycle
def rate_at(place):  # one cycle: up over the first part, then down to almost nothing
    way, low = (place / @rise@ - 1, 0.04) if place < @rise@ else ((place - @rise@) / @fall@, 1e-4)
    return low + (1 - low) * (1 + math.cos(math.pi * way)) / 2


#end
#if cosine
def rate_at(place):  # A cosine from the highest rate down to almost nothing
    if place < @warm_up@:  #? warms
        return 0.04 + 0.96 * place / @warm_up@  #? warms
    place = (place - @warm_up@) / @fall@  #? warms
    return 1e-4 + (1 - 1e-4) * (1 + math.cos(math.pi * place)) / 2


#end
#if samples
# A picture is drawn as often as its rarest label needs; one without any counts as a label more.
kinds = [{label for label, _ in boxes_of(p)} or {None} for p in PARTS["train"]]
seen = [label for kind in kinds for label in kind]
SHARES = np.array([max(1 / seen.count(label) for label in kind) for kind in kinds])


#end
#if !blocks
def fit(network, @ema_name@epochs=@epochs@, batch=@batch@, best=(-1.0, None)):
    groups = [{"params": [p], "lr": @rate@, "weight_decay": @decay@ * (p.ndim > 1)}
              for p in network.parameters() if p.requires_grad]
#else
def group(module, rate, decay):
    return [{"params": [p], "lr": rate, "peak": rate, "weight_decay": decay * (p.ndim > 1)}
            for p in module.parameters()]


def fit(network, groups, phase, shown, epochs, batch, @ema_name@best=(-1.0, None)):
#end
    torch.manual_seed(SEED)  #? chancy
    optimizer = @optimizer@
    kept = copy.deepcopy(network)  # follows the network, smoother  #? averages
    n, cuts = len(PARTS["train"]), math.ceil(len(PARTS["train"]) / batch)
    epochs = max(epochs, math.ceil(@least@ / cuts))  # few pictures are shown more often  #? least, !blocks
    epochs = max(epochs, math.ceil(@least@ / cuts) * (phase == 1))  # few are shown more often  #? least, blocks
    epochs = math.ceil(@steps@ / cuts)  #? steps, !blocks
    epochs = math.ceil(@steps@ / cuts) if phase == 1 else epochs  #? steps, blocks
    since = 0  # scorings without a better one  #? patient
    for epoch in range(epochs):
        draw = np.random.default_rng([SEED, @turn@, epoch])
        order = draw.permutation(n)  #? !samples
        order = draw.choice(n, n, p=SHARES / SHARES.sum())  #? samples
        drawn = draw.integers(0, VIEWS or 2**31, n)  #? !blocks
        drawn = draw.integers(0, shown or 2**31, n)  #? blocks
        network.train()
#if blocks
        for module in network.body.modules():  # norms keep the statistics of the pretraining
            module.training &= not isinstance(module, nn.BatchNorm2d)
#end
        batches = zip(np.array_split(order, cuts), np.array_split(drawn, cuts))
        for step, (places, views) in enumerate(batches, epoch * cuts):
            for group in optimizer.param_groups:  #? moves
                group["lr"] = @peak@ * rate_at(step / max(1, epochs * cuts - 1))  #? moves, !steps_down, !constant
                group["lr"] = @peak@  #? climbs, constant
                group["lr"] = @peak@ * @step_factor@ ** (step // (@step_epochs@ * cuts))  #? steps_down
                rise = step / max(1, epochs * cuts - 1) / @warm_up@  #? climbs
                if rise < 1: group["lr"] = @peak@ * (0.04 + 0.96 * rise)  # a straight line up  #? climbs
            inputs, truths = read("train", places, views)  #? !blocks
            inputs, truths = read("train", places, views, network.first)  #? blocks
            inputs, truths = mix(inputs, truths, np.random.default_rng([*places, *views]))  #? mixes, !blocks
#if mixes, blocks
            if phase == 1:
                inputs, truths = mix(inputs, truths, np.random.default_rng([*places, *views]))
#end
            loss = loss_of(network(*inputs), truths)
            loss = loss + @l1@ * sum(p.abs().sum() for p in network.parameters() if p.ndim > 1)  #? l1
            loss = loss + @l2@ * sum(p.square().sum() for p in network.parameters() if p.ndim > 1)  #? l2
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), @clip@)  #? clips
            optimizer.step()
#if max_norm
            for p in [p for p in network.parameters() if p.ndim > 1]:
                p.data = torch.renorm(p.data, 2, 0, @max_norm@)  # no unit has longer weights
#end
#if averages
            for old, new in zip(kept.parameters(), network.parameters()):
                old.data.lerp_(new.data, 1 - min(ema, (2 + step) / (11 + step)))
            for old, new in zip(kept.buffers(), network.buffers()):
                old.copy_(new)
#end
        if (epoch + 1) % @every@ and epoch + 1 < epochs:  #? seldom
            continue  #? seldom
        found = answers(@kept@, "validation")
        score = @score@
        since = 0 if score > best[0] else since + 1  #? patient
        best = max(best, (score, copy.deepcopy(@kept@)), key=lambda found: found[0])
        if since >= @patience@:  #? patient
            break  #? patient
    return best[1]  #? !blocks
    return best  #? blocks


torch.manual_seed(SEED)
head = Head(@channels@, len(LABELS)).to(DEVICE, memory_format=torch.channels_last)
best = fit(head@ema@)  #? frozen, !blocks
#if blocks
class Top(nn.Module):  # the blocks from `first` on, and the head
    def __init__(self, head, first):
        super().__init__()
        self.body, self.head, self.first = copy.deepcopy(body[first:DEPTH]), head, first

    def forward(self, *levels):
        *levels, x = levels
        maps = [x := block(x) for block in self.body]
        return self.head(*levels, *(maps[tap - self.first] for tap in TAPS if tap >= self.first))


best = fit(Top(head, DEPTH), group(head, @rate@, @decay@), 1, VIEWS, epochs=@epochs@, batch=@batch@@ema@)
top = Top(copy.deepcopy(best[1].head), max(0, DEPTH - @blocks@)).requires_grad_()
groups = group(top.head, @rate_2@, @decay_2@) + group(top.body, @rate_2@ * @slower@, @decay_2@)
best = fit(top, groups, 2, @views_2@, epochs=@epochs_2@, batch=@batch_2@@ema_2@, best=best)[1]
#end
#if whole
class Detector(nn.Module):  # the whole network, from pixels
    def __init__(self):
        super().__init__()
        self.body, self.head = body, head

    def forward(self, pixels):
        return self.head(*levels_of(pixels, self.body))


best = fit(Detector()@ema@)
#end

# ---- Evaluate ----
part = "test" if PARTS["test"] else "validation"
found = answers(best, part)
print(f"@measure@ ({part})")

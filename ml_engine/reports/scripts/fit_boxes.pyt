

@torch.no_grad()
def answers(network, part):
    network.eval()
    return [found_in(network(*read(part, [i], [0])[0]), p) for i, p in enumerate(PARTS[part])]


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
def fit(network, @ema_name@epochs=@epochs@, batch=@batch@, best=(-1.0, None)):
    groups = [{"params": [p], "lr": @rate@, "weight_decay": @decay@ * (p.ndim > 1)}
              for p in network.parameters() if p.requires_grad]
    torch.manual_seed(SEED)  #? chancy
    optimizer = @optimizer@
    kept = copy.deepcopy(network)  # follows the network, smoother  #? averages
    n, cuts = len(PARTS["train"]), math.ceil(len(PARTS["train"]) / batch)
    epochs = max(epochs, math.ceil(@least@ / cuts))  # few pictures are shown more often  #? least
    epochs = math.ceil(@steps@ / cuts)  #? steps
    since = 0  # scorings without a better one  #? patient
    for epoch in range(epochs):
        draw = np.random.default_rng([SEED, @phase@, epoch])
        order, drawn = draw.permutation(n), draw.integers(0, VIEWS or 2**31, n)
        network.train()
        batches = zip(np.array_split(order, cuts), np.array_split(drawn, cuts))
        for step, (places, views) in enumerate(batches, epoch * cuts):
            for group in optimizer.param_groups:  #? moves
                group["lr"] = @rate@ * rate_at(step / max(1, epochs * cuts - 1))  #? moves, !steps_down
                group["lr"] = @rate@ * @step_factor@ ** (step // (@step_epochs@ * cuts))  #? steps_down
            inputs, truths = read("train", places, views)
            inputs, truths = mix(inputs, truths, np.random.default_rng([*places, *views]))  #? mixes
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
    return best[1]


torch.manual_seed(SEED)
head = Head(@channels@, len(LABELS)).to(DEVICE, memory_format=torch.channels_last)
best = fit(head@ema@)  #? frozen
#if whole
class Detector(nn.Module):  # the whole network, from pixels
    def __init__(self):
        super().__init__()
        self.body, self.head = body, head

    def forward(self, pixels):
        return self.head(*levels_of(pixels))


best = fit(Detector()@ema@)
#end

# ---- Evaluate ----
part = "test" if PARTS["test"] else "validation"
found = answers(best, part)
print(f"@measure@ ({part})")

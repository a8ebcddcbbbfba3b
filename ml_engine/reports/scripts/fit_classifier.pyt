#if ramps
def rate_at(place@epoch_name@):  # a share of the highest rate; place: 0 at the first step, 1 at the last
    if place < @warm_up@: return 0.04 + 0.96 * place / @warm_up@  # a straight line up  #? warms
    return 1e-4 + (1 - 1e-4) * (1 + math.cos(math.pi * @way@)) / 2  # then down  #? cosine
    return @step_factor@ ** (epoch // @step_epochs@)  #? steps_down
    return 1.0  #? constant
#end
def group(net, lr, decay):  # weights shrink at every step, biases and norms do not
    return [{"params": p, "lr": lr, "weight_decay": decay * (p.ndim > 1)} for p in net.parameters()]
#if weighs
counts = TRUTH["train"].bincount(minlength=len(LABELS))  # rare labels weigh more  #? !several
WEIGHTS = torch.where(counts > 0, counts.sum() / (counts > 0).sum() / counts, 1.0)  #? !several
n, counts = len(PARTS["train"]), TRUTH["train"].sum(0)  # of pictures, and of those with a label  #? several
WEIGHTS = torch.where((counts > 0) & (counts < n), (n / counts - 1).clamp(max=100), 1.0)  #? several
#end
#if samples
taught = F.one_hot(TRUTH["train"], len(LABELS)).double()  # rare labels are drawn more often  #? !several
taught = TRUTH["train"].double()  # rare labels are drawn more often, and so is no label  #? several
taught = torch.cat([taught, 1 - taught.amax(1, keepdim=True)], 1)  #? several
SHARES = (taught / taught.sum(0).clamp(min=1)).amax(1).numpy()
SHARES /= SHARES.sum()
#end
#if costs
def cost(output, y): return @cost@  #? !aided, !weighs
#if weighs, !aided
def cost(output, y):
    return @cost@
#end
#if aided
def cost(output, y):
    if type(output) is list: return cost(output[0], y) + 0.3 * sum(cost(x, y) for x in output[1:])
    return @cost@
#end
#end
#if blends
def blend(x, ids, seen):  # every picture shows another one too; how much of it, for all of a batch
    draw = np.random.default_rng([0x6D69, *ids, *seen])
    alpha = @cutmix@ if (cuts := draw.random() < 0.5) else @mixup@  #? mixups, cutmixes
    share, other = draw.beta(@alpha@, @alpha@), draw.permutation(len(ids))
#if pastes
    if @cuts@x.ndim == 4:  # a rectangle of the other one
        side = round(math.sqrt(1 - share) * x.shape[2])
        rows, columns = (slice(i, i + side) for i in draw.integers(x.shape[2] - side + 1, size=2))
        x[..., rows, columns] = x[other][..., rows, columns]
        return x, other, 1 - side**2 / x.shape[2] ** 2
#end
    return share * x + (1 - share) * x[other], other, share
#end
#if !cached
@torch.no_grad()
def answer(network, @first@part):  # (N, labels)
    network.eval()  #? toggles
    return torch.cat([network(read(@first@part, [i], [0])) for i in range(len(PARTS[part]))]).cpu()
#end
def fit(net, @first@groups, epochs, batch, views, @ema_name@best=(math.inf, None)):
    torch.manual_seed(SEED)  #? chancy
    optimizer = @optimizer@
    kept = copy.deepcopy(net) if ema else net  # follows the net, smoother  #? averages
    weights = [p for p in net.parameters() if p.ndim > 1]  #? restrains
    n, cuts = len(PARTS["train"]), math.ceil(len(PARTS["train"]) / batch)
    epochs = max(epochs, math.ceil(@least@ / cuts))  # few pictures are shown more often  #? least
    epochs = math.ceil(@steps@ / cuts)  #? steps
    since = 0  # epochs without a better one  #? patient
#if one-cycle
    rates = torch.optim.lr_scheduler.OneCycleLR(optimizer, [g["lr"] for g in groups], epochs * cuts,
        pct_start=@rise@ + @fall@ / epochs / cuts, final_div_factor=400, cycle_momentum=False)
#end
    rates = torch.optim.lr_scheduler.LambdaLR(  #? ramps
        optimizer, lambda step: rate_at(step / max(1, epochs * cuts - 1)@epoch_at@))  #? ramps
    rates = torch.optim.lr_scheduler.StepLR(optimizer, @step_epochs@ * cuts, @step_factor@)  #? steps_down, !ramps
    for epoch in range(epochs):
        draw = np.random.default_rng([SEED, @phase@, epoch])
        drawn = np.stack([draw.permutation(n), draw.integers(0, views or 2**31, n)])  #? !samples
        drawn = np.stack([draw.choice(n, n, p=SHARES), draw.integers(0, views or 2**31, n)])  #? samples
        net.train()  #? toggles, !blocks
        net.train()  # but norms keep the statistics of the pretraining  #? toggles, blocks
        for module in net.modules(): module.training &= not isinstance(module, nn.BatchNorm2d)  #? toggles, blocks
        for step, (ids, seen) in enumerate(np.array_split(drawn, cuts, 1), epoch * cuts):
            loss = F.cross_entropy(net(@read@).cpu(), TRUTH["train"][ids])  #? plain
            x = @read@  #? halves, !blends
            x, other, share = blend(@read@, ids, seen)  #? blends
            x = @read@  #? aided, !halves, !blends
            with torch.autocast(DEVICE.split(":")[0], torch.bfloat16): output = net(x)  #? halves, !aided
            with torch.autocast(DEVICE.split(":")[0], torch.bfloat16):  #? halves, aided
                output = [net(x), *(other(aside[at]) for at, other in zip(others, head.others))]  #? halves, aided
            output = output.float().cpu()  #? halves, !aided
            output = [net(x), *(other(aside[at]) for at, other in zip(others, head.others))]  #? aided, !halves
            output = [answers.float().cpu() for answers in output]  #? aided
            output = net(x).cpu()  #? blends, !halves, !aided
            output = net(@read@).cpu()  #? !plain, !blends, !halves, !aided
            y = TRUTH["train"][ids]  #? !plain, !costs, !blends
            loss = @cost@  #? !plain, !costs, !blends
            loss = cost(output, TRUTH["train"][ids])  #? costs, !blends
            y, also = TRUTH["train"][ids], TRUTH["train"][ids[other]]  #? blends
            loss = share * cost(output, y) + (1 - share) * cost(output, also)  #? blends, costs
            loss = share * F.cross_entropy(output, y) + (1 - share) * F.cross_entropy(output, also)  #? blends, !costs
            loss = loss + sum(@penalty@ for w in weights)  #? penalties
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), @clip@)  #? clips
            optimizer.step()
            rates.step()  #? moves
            for w in weights: w.data = torch.renorm(w.data, 2, 0, @max_norm@)  # none is longer  #? max_norm
#if averages
            for old, new in zip(kept.parameters(), net.parameters()):
                old.data.lerp_(new.data, 1 - min(ema, (2 + step) / (11 + step)))
            for old, new in zip(kept.buffers(), net.buffers()): old.copy_(new)  #? norms
#end
        if (epoch + 1) % @every@ and epoch + 1 < epochs: continue  #? seldom
        @kept@.eval()  #? toggles, cached
        loss = @loss@(@judged@, TRUTH["validation"])
        since = 0 if loss < best[0] else since + 1  #? patient
        best = min(best, (loss, copy.deepcopy(@kept@)@first_too@), key=lambda found: found[0])
        if since >= @patience@: break  #? patient
    return best
#if frozen
best = fit(head, @all@group(head, @rate@, @decay@), epochs=@epochs@, batch=@batch@, views=VIEWS@ema@)
#end
#if blocks
first = max(0, len(body) - @blocks@)
top = copy.deepcopy(nn.Sequential(*blocks[first:], best[1])).requires_grad_()
groups = group(top[-1], @rate_2@, @decay_2@) + group(top[:-1], @rate_2@ * @slower@, @decay_2@)  # slower
best = fit(top, first, groups, epochs=@epochs_2@, batch=@batch_2@, views=@views_2@@ema_2@, best=best)
#end
#if whole
network = nn.Sequential(*body@pool@, head)
groups = group(head, @rate@, @decay@) + group(body, @rate@ * @slower@, @decay@)  #? pretrained
groups = group(network, @rate@, @decay@)  #? !pretrained
best = fit(network, groups, epochs=@epochs@, batch=@batch@, views=VIEWS@ema@)
#end

# ---- Evaluate ----
part = "test" if PARTS["test"] else "validation"
#if several
scores, truth = @answered@, TRUTH[part]
hits = truth.gather(0, scores.argsort(0, descending=True))  # of each label, surest answer first
precision = hits.cumsum(0) / torch.arange(1, len(hits) + 1)[:, None]
areas = (precision * hits).sum(0) / hits.sum(0)  # under precision over recall
print(f"ap {areas.nanmean():.4f} ({part})")
#else
found = @answered@.argmax(1)  #? cached
print(f"accuracy {(found == TRUTH[part]).float().mean():.4f} ({part})")  #? cached
print(f"accuracy {(@answered@.argmax(1) == TRUTH[part]).float().mean():.4f} ({part})")  #? !cached
#end

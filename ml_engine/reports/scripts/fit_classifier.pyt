#if cosine
def rate_at(place):  # a cosine from the highest rate down to almost nothing
    if place < @warm_up@:  #? warms
        return 0.04 + 0.96 * place / @warm_up@  #? warms
    way = (place - @warm_up@) / @fall@  #? warms
    return 1e-4 + (1 - 1e-4) * (1 + math.cos(math.pi * way)) / 2  #? warms
    return 1e-4 + (1 - 1e-4) * (1 + math.cos(math.pi * place)) / 2  #? !warms
#end
def group(net, lr, decay):  # weights shrink at every step, biases and norms do not
    return [{"params": p, "lr": lr, "weight_decay": decay * (p.ndim > 1)} for p in net.parameters()]
@torch.no_grad()
def answer(network, first, part):  # (N, labels), 64 pictures at a time
    rows = np.array_split(np.arange(len(PARTS[part])), len(PARTS[part]) // 64 + 1)
    network.eval()  #? toggles
    return torch.cat([network(read(first, part, row, 0 * row)) for row in rows]).cpu()
def fit(net, first, groups, epochs, batch, views, @ema_name@best=(math.inf, None, None)):
    torch.manual_seed(SEED)  #? chancy
    optimizer = @optimizer@
    kept = copy.deepcopy(net) if ema else net  # follows the net, smoother  #? averages
    n, cuts = len(PARTS["train"]), math.ceil(len(PARTS["train"]) / batch)
    epochs = max(epochs, math.ceil(@least@ / cuts))  # few pictures are shown more often  #? least
    epochs = math.ceil(@steps@ / cuts)  #? steps
    since = 0  # epochs without a better one  #? patient
#if one-cycle
    schedule = torch.optim.lr_scheduler.OneCycleLR(  # up at first, then down to almost nothing
        optimizer, [g["lr"] for g in groups], epochs * cuts, pct_start=@rise@ + @fall@ / (epochs * cuts),
        div_factor=25, final_div_factor=400, cycle_momentum=False)
#end
    schedule = torch.optim.lr_scheduler.LambdaLR(  #? cosine
        optimizer, lambda step: rate_at(step / max(1, epochs * cuts - 1)))  #? cosine
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, @step_epochs@ * cuts, @step_factor@)  #? steps_down
    for epoch in range(epochs):
        draw = np.random.default_rng([SEED, @phase@, epoch])
        order, drawn = draw.permutation(n), draw.integers(0, views or 2**31, n)
        net.train()  #? toggles
#if toggles, blocks
        for module in net.modules():  # norms keep the statistics of the pretraining
            module.training &= not isinstance(module, nn.BatchNorm2d)
#end
        batches = zip(np.array_split(order, cuts), np.array_split(drawn, cuts))
        for step, (ids, seen) in enumerate(batches, epoch * cuts):
            loss = F.cross_entropy(net(read(first, "train", ids, seen)).cpu(), TRUTH["train"][ids])  #? plain
            output = net(read(first, "train", ids, seen)).cpu()  #? !plain
            loss = @loss@(output, @truth@@smoothing@)  #? !plain
#if penalties
            weights = [p for p in net.parameters() if p.ndim > 1]
            loss = loss + @l1@ * sum(w.abs().sum() for w in weights)  #? l1
            loss = loss + @l2@ * sum(w.square().sum() for w in weights)  #? l2
#end
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), @clip@)  #? clips
            optimizer.step()
            schedule.step()  #? moves
#if max_norm
            for w in [p for p in net.parameters() if p.ndim > 1]:
                w.data = torch.renorm(w.data, 2, 0, @max_norm@)  # no unit has longer weights
#end
#if averages
            for old, new in zip(kept.parameters(), net.parameters()):
                old.data.lerp_(new.data, 1 - min(ema, (2 + step) / (11 + step)))
            for old, new in zip(kept.buffers(), net.buffers()):  #? norms
                old.copy_(new)  #? norms
#end
        if (epoch + 1) % @every@ and epoch + 1 < epochs:  #? seldom
            continue  #? seldom
        loss = @loss@(answer(@kept@, first, "validation"), TRUTH["validation"])
        since = 0 if loss < best[0] else since + 1  #? patient
        best = min(best, (loss, copy.deepcopy(@kept@), first), key=lambda found: found[0])
        if since >= @patience@:  #? patient
            break  #? patient
    return best
#if frozen
best = fit(head, len(body), group(head, @rate@, @decay@), epochs=@epochs@, batch=@batch@, views=VIEWS@ema@)
#end
#if blocks
top = nn.Sequential(*body[-@blocks@:], @pool@best[1]).requires_grad_()
groups = group(best[1], @rate_2@, @decay_2@) + group(body[-@blocks@:], @rate_2@ * @slower@, @decay_2@)  # more slowly
best = fit(top, max(0, len(body) - @blocks@), groups, epochs=@epochs_2@, batch=@batch_2@, views=@views_2@@ema_2@, best=best)
#end
#if whole
network = nn.Sequential(*body, @pool@head)
groups = group(head, @rate@, @decay@) + group(body, @rate@ * @slower@, @decay@)  #? pretrained
best = fit(network, 0, groups, epochs=@epochs@, batch=@batch@, views=VIEWS@ema@)  #? pretrained
groups = group(network, @rate@, @decay@)  #? !pretrained, averages
best = fit(network, 0, groups, epochs=@epochs@, batch=@batch@, views=VIEWS@ema@)  #? !pretrained, averages
best = fit(network, 0, group(network, @rate@, @decay@), epochs=@epochs@, batch=@batch@, views=VIEWS)  #? !pretrained, !averages
#end

# ---- Evaluate ----
part = "test" if PARTS["test"] else "validation"
#if several
scores, truth = answer(*best[1:], part), TRUTH[part]
hits = truth.gather(0, scores.argsort(0, descending=True))  # of each label, surest answer first
precision = hits.cumsum(0) / torch.arange(1, len(hits) + 1)[:, None]
areas = (precision * hits).sum(0) / hits.sum(0)  # under precision over recall
print(f"ap {areas.nanmean():.4f} ({part})")
#else
print(f"accuracy {(answer(*best[1:], part).argmax(1) == TRUTH[part]).float().mean():.4f} ({part})")
#end

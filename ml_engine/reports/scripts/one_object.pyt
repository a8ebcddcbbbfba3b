

class Head(nn.Module):  # every cell says where, what, and how much it is to be listened to
    def __init__(self, channels, labels, width=96):
        super().__init__()
        self.fusion = Fusion(channels, width)
        self.blocks = nn.Sequential(separable(width), separable(width))
        self.answer = nn.Conv2d(width, 5 + labels, 1)
        nn.init.normal_(self.answer.weight, std=0.01)
        nn.init.zeros_(self.answer.bias)

    def forward(self, *levels):  # (B, 4 + labels): the middle and √ of the sides, shares of SIZE
        level = self.blocks(self.fusion(*levels)[1])
        level = F.dropout2d(level, @dropout@, self.training)  #? drops
        heard, said = self.answer(level).flatten(2).split([1, 4 + len(LABELS)], 1)
        at = (torch.arange(level.shape[2], device=DEVICE) + 0.5) / level.shape[2]
        middles = said[:, :2] + torch.cartesian_prod(at, at).flip(1).T
        said = torch.cat([middles, said[:, 2:4] + 0.7, said[:, 4:]], 1)
        return (said * heard.softmax(2)).sum(2)


# ---- Loss: cross-entropy of the label, squared error of the box ----
def loss_of(said, truths):
    shown = [row for row, (labels, _) in enumerate(truths) if len(labels)]
    if not shown:  # all were cut away
        return said.sum() * 0
    labels, boxes = (torch.cat(parts) for parts in zip(*(truths[row] for row in shown)))
    low, high = boxes[:, :2] / SIZE, boxes[:, 2:] / SIZE
    wanted = torch.cat([(low + high) / 2, (high - low).sqrt()], 1)  # √: small ones count more
    of_labels = F.cross_entropy(said[shown][:, 4:], labels, reduction="sum"@smoothing@)
    of_boxes = F.mse_loss(said[shown][:, :4], wanted, reduction="sum")
    return (of_labels + 20 * of_boxes) / len(shown)


# ---- Model: @title@ as a row of blocks, without its classifier ----
torch.manual_seed(SEED)  #? whole, !pretrained

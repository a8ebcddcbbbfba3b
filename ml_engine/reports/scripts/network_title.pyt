
# ---- Model: @title@ as a row of blocks, without its classifier ----

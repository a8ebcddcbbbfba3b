body = nn.ModuleList(block for stage in stages for block in stage)

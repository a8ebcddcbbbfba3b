"""Pages about layers: pooling, transposed convolution, sizes, receptive fields, the steps around convolution."""

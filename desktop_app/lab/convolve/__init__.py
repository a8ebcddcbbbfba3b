"""The page Convolution and its gallery of kernels."""

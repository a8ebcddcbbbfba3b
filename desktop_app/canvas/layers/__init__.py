"""What lies on the canvas, one graphics item a layer: thousands of boxes are one item, not thousands."""

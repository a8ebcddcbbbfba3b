"""What is drawn with axes: lines and points, over pyqtgraph, which is imported when the first one is shown."""

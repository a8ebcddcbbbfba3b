"""How the bundled backbone's weights were made: `python -m ml_engine.pretraining --help`.

A pretrained teacher answers for endless views of a few pictures, and the compact network learns to give the same
feature maps. The application never imports this package; it is here so that the weights it ships can be made again.
"""

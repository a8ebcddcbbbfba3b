"""The one import point of torchvision, with operator fallbacks where its extension cannot load."""

"""Run @run@: @what@.
Call it with the run's folder: it trains again and prints the metric. The run: @result@."""
import copy, functools, hashlib, @itertools@json, math, sys
from pathlib import Path
import cv2, numpy as np, torch, torch.nn as nn, torch.nn.functional as F
sys.modules["torchvision._meta_registrations"] = sys  # fails without compiled operators  #? torchvision
import torchvision  #? torchvision

JOB = json.loads(Path(sys.argv[1], "job.json").read_text())
DEVICE = JOB["device"].replace("auto", "cuda" if torch.cuda.is_available() else "cpu")
SEED, SIZE, VIEWS = JOB["seed"], @size@, @views@  # input pixels, and views of a picture

"""Run @run@: @what@.
Call it with the run's folder: it trains again and prints the metric. The run: @result@."""
import copy, functools, hashlib, json, math, sys
from pathlib import Path
import cv2, numpy as np, torch, torch.nn as nn, torch.nn.functional as F
sys.modules["torchvision._meta_registrations"] = sys  # fails without compiled operators  #? torchvision
import torchvision  #? torchvision

SIZE, VIEWS = @size@, @views@  # pixels; views of a training picture: as it is, and varied
JOB = json.loads(Path(sys.argv[1], "job.json").read_text())
SEED = JOB["seed"]
DEVICE = JOB["device"].replace("auto", "cuda" if torch.cuda.is_available() else "cpu")

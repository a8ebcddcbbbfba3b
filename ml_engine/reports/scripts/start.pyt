"""Run @run@: @what@.
Call it with the run's folder: it trains again and prints the metric. The run: @result@."""
import copy, functools, hashlib, itertools, json, math, sys  #? places
import copy, functools, hashlib, json, math, sys  #? !places
import cv2, torch
import numpy as np
sys.modules["torchvision._meta_registrations"] = sys  # fails without compiled operators  #? torchvision
import torchvision  #? torchvision
from pathlib import Path
nn, F = torch.nn, torch.nn.functional

JOB = json.loads(Path(sys.argv[1], "job.json").read_text())
DEVICE = JOB["device"].replace("auto", "cuda" if torch.cuda.is_available() else "cpu")
SEED, SIZE, VIEWS = JOB["seed"], @size@, @views@  # input pixels, and views of a picture

"""Every export format there is: importing this module fills the registry."""

from ml_engine.export import onnx_export, safetensors_export, torch_export
from ml_engine.export.exporter import EXPORTERS

__all__ = ["EXPORTERS", "onnx_export", "safetensors_export", "torch_export"]

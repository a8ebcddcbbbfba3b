"""Every export format there is, in the order in which they are offered."""

from ml_engine.domain.registry import Registry
from ml_engine.export.exporter import Exporter
from ml_engine.export.onnx_export import OnnxExporter
from ml_engine.export.safetensors_export import SafetensorsExporter
from ml_engine.export.torch_export import TorchExporter

EXPORTERS: Registry[Exporter] = Registry("format")
for _exporter in (OnnxExporter(), TorchExporter(), SafetensorsExporter()):
    EXPORTERS.add(_exporter.name, _exporter)

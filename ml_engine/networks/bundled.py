"""Which weights file comes with Vistazo: its whole hash stands in the code, so a damaged installation is noticed.

resources/weights/bundled.md tells how the file was made and what it is worth.
"""

FILE = "bundled-b6766a83.safetensors"
SHA256 = "b6766a839062a5eb5c4d559311d58df47f4c95aa95b955214a658a5039546b00"

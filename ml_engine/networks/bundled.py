"""Which weights file comes with Vistazo: its whole hash stands in the code, so a damaged installation is noticed.

resources/weights/bundled.md tells how the file was made and what it is worth.
"""

FILE = "bundled-ccf46f3f.safetensors"
SHA256 = "ccf46f3f327c03fa3b21a8e40b9b7debe20c77f89fef91c0463d2b7335a3f1f4"

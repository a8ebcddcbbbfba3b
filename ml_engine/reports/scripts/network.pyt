@network@

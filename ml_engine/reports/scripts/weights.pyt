#if pretrained
data = bytearray(next(Path(JOB["cache_dir"], "weights").glob("@sha@*")).read_bytes())
start = 8 + int.from_bytes(data[:8], "little")  # a table of contents, then all the numbers
state = {name[5:]: torch.frombuffer(data, dtype=torch.float32, count=math.prod(row["shape"]),
                                    offset=start + row["data_offsets"][0]).reshape(row["shape"])
         for name, row in json.loads(data[8:start]).items() if row.get("dtype") == "F32"}
body.load_state_dict(state, strict=False)
#end
body = body.to(DEVICE, memory_format=torch.channels_last).eval()@freeze@

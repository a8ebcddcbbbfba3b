#if pretrained
data = next(Path(JOB["cache_dir"], "weights").glob("@sha@*")).read_bytes()
skip = 8 + int.from_bytes(data[:8], "little")  # a table of contents, then all the numbers
state = {name[5:]: torch.tensor(np.ndarray(row["shape"], "f4", data, skip + row["data_offsets"][0]))
         for name, row in json.loads(data[8:skip]).items() if row.get("dtype") == "F32"}
body.load_state_dict(state, strict=False)
#end
body = body.to(DEVICE, memory_format=torch.channels_last).eval()@freeze@

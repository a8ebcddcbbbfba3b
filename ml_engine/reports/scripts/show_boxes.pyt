
# ---- Pictures: view 0 is the picture as it is, others vary it ----
#if varied
YIQ = np.array([[0.299, 0.587, 0.114], [0.5959, -0.2746, -0.3213], [0.2115, -0.5227, 0.3112]])  #? hues
def dice(picture, view, purpose):  # random numbers by name: the run drew the same
    name = hashlib.blake2b(f"{SEED}\0{view}\0{purpose}\0{picture['hash']}".encode(), digest_size=16)
    return np.random.Generator(np.random.Philox(key=int.from_bytes(name.digest(), "little")))


#end
def place(picture, view):  # the 2×3 matrix that moves the picture's pixels into the network's input
    if (view + 1) * @left@ // 1000 < view * @left@ // 1000: view = 0  # some are left as they are  #? leaves
    size = np.array([picture["width"], picture["height"]])
    fitted = np.maximum(1, np.rint(size * SIZE / size.max()))  # the whole picture, centred  #? letterbox
    fitted = np.array([SIZE, SIZE])  # the whole picture, stretched  #? stretch
    fitted = np.rint(size * SIZE / 0.875 / size.min())  # the middle of the picture  #? crop
    turned, corner = np.eye(2), (SIZE - fitted) // 2
#if varied
    if view:
        zoom, wide, turn, flip, up, *shift = dice(picture, view, "geometry").uniform(-0.5, 0.5, 7)
        chance = dice(picture, view, "geometry-whether").uniform(0, 1, 8)  #? sometimes
        wide, turn = wide * (chance[1] < @aspect_share@), turn * (chance[2] < @rotate_share@)  #? skips
        shift = np.array(shift) * (chance[3] < @shift_share@)  #? skips
        zoomed = (@low@ ** (0.5 - zoom) * @high@ ** (0.5 + zoom)) ** (chance[0] < @zoom_share@)  #? skips, zooms
        fitted = fitted * zoomed@stretch@  #? skips, zooms
        fitted = fitted * @low@ ** (0.5 - zoom) * @high@ ** (0.5 + zoom)@stretch@  #? !skips, zooms
        fitted = fitted@stretch@  #? !zooms, stretches
        sides = @sides@  #? flips, flips_vertical
        turned = cv2.getRotationMatrix2D((0, 0), -@turns@ * turn, 1)[:, :2]@flip@  #? turns
        turned = turned@flip@  #? !turns
        corner = SIZE / 2 + @shift@abs(fitted - SIZE) * shift - turned @ fitted / 2  #? shifts
        corner = SIZE / 2 - turned @ fitted / 2  #? !shifts
        part = @part@ + @more@ * chance[5] if chance[4] < @part_share@ else 1  #? parts
        fitted, room = fitted / part, fitted / part - fitted  # the part fills the view  #? parts
        corner = corner - turned @ (room * chance[6:])  #? parts
#end
    return np.column_stack([turned * (fitted / size), corner])


def show(picture, view):  # (3, SIZE, SIZE): what the network sees
    if (view + 1) * @left@ // 1000 < view * @left@ // 1000: view = 0  #? leaves
    image = cv2.imdecode(np.fromfile(picture["path"], np.uint8), cv2.IMREAD_COLOR)
    size, matrix = np.array([picture["width"], picture["height"]]), place(picture, view)
    fitted = np.hypot(*matrix[:, :2]) * size  # a warp looks at single points: average first
    near = np.ceil(fitted * (1.5 if view else 1) - 1e-6).clip(1, image.shape[1::-1]).astype(int)
    image = cv2.resize(image, near, interpolation=cv2.INTER_AREA)
#if lights
    if view:
        draw = dice(picture, view, "pixels")
        chance = dice(picture, view, "pixels-whether").uniform(0, 1, 7)  #? lottery
        most = np.array(@light@) * (chance[:3] < @light_shares@)  #? dims
        light, contrast, colour = 1 + draw.uniform(-1, 1, 3) * most  #? dims
        light, contrast, colour = 1 + draw.uniform(-1, 1, 3) * @light@  #? !dims
        levels = ((np.arange(256) - 127.5) * contrast + 127.5) * light  #? relights
        image = cv2.LUT(image, np.clip(np.rint(levels), 0, 255).astype(np.uint8))  #? relights
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)[:, :, None].repeat(3, 2)  #? colours
        image = cv2.addWeighted(image, colour, grey, 1 - colour, 0)  #? colours
        angle = math.radians(2 * chance[4] - 1) * @hue@ * (chance[3] < @hue_share@)  #? hues
        spin = np.linalg.inv(YIQ) @ cv2.Rodrigues(np.array([angle, 0, 0]))[0] @ YIQ  #? hues
        image = cv2.transform(image, spin[::-1, ::-1])  #? hues
#end
    matrix[:, :2] *= size / near
    matrix[:, 2] += (matrix[:, :2].sum(1) - 1) / 2  # cv2 counts from the middles of pixels
    border = cv2.BORDER_REFLECT_101 if view else cv2.BORDER_CONSTANT  #? mirrors
    image = cv2.warpAffine(image, matrix, (SIZE, SIZE), None, cv2.INTER_LINEAR, border, [114] * 3)  #? mirrors
    image = cv2.warpAffine(image, matrix, (SIZE, SIZE), borderValue=[114] * 3)  #? !mirrors
#if roughens
    if view:
        blur, wide, noise, much = draw.uniform(0, 1, 4)
        if blur < @blur@: image = cv2.GaussianBlur(image, (0, 0), (0.25 + 0.75 * wide) * @soft@ * SIZE)  #? blurs
        edge = (0.25 + 0.75 * chance[6]) * (chance[5] < @sharpen@)@sharpening@  #? sharpens
        soft = cv2.GaussianBlur(image, (0, 0), 0.004 * SIZE)  #? sharpens
        image = cv2.addWeighted(image, 1 + edge, soft, -edge, 0)  #? sharpens
        grain = draw.standard_normal(image.shape, "f")[..., ::-1] * @grain@(2.5 + 7.5 * much)  #? noises
        if noise < @noise@: image = cv2.add(image, grain, dtype=cv2.CV_8U)  #? noises
#end
    pixels = (image[..., ::-1] / 255 - @mean@) / @std@
    return torch.tensor(pixels).permute(2, 0, 1).float()


def moved(picture, view):  # its labels and boxes in the input, without those mostly cut away
    (labels, boxes), matrix = truth_of(picture), place(picture, view)
    corners = boxes[:, [[0, 1], [2, 1], [2, 3], [0, 3]]] @ matrix[:, :2].T + matrix[:, 2]
    whole = np.concatenate([corners.min(1), corners.max(1)], 1)
    seen = whole.clip(0, SIZE)
    sides, whole = (boxes[:, 2:] - boxes[:, :2] for boxes in (seen, whole))
    kept = (sides.prod(1) >= 0.3 * whole.prod(1)) & (sides >= 2).all(1)
    kept &= np.arange(len(kept)) == (kept * sides.prod(1)).argmax()  # the largest  #? single
    return [torch.tensor(v, device=DEVICE) for v in (labels[kept], np.float32(seen[kept]))]


#if varied
YIQ = np.array([[0.299, 0.587, 0.114], [0.5959, -0.2746, -0.3213], [0.2115, -0.5227, 0.3112]])  #? hues
def dice(picture, view, purpose):  # random numbers by name: the run drew the same
    name = hashlib.blake2b(f"{SEED}\0{view}\0{purpose}\0{picture['hash']}".encode(), digest_size=16)
    return np.random.Generator(np.random.Philox(key=int.from_bytes(name.digest(), "little")))
#end
@functools.cache  # every view is shown several times  #? whole, kept
def show(picture, view):  # (1, 3, SIZE, SIZE): view 0 is the picture as it is, others vary it  #? !whole
def show(part, place, view):  # (1, 3, SIZE, SIZE): view 0 is the picture as it is, others vary it  #? whole
    picture = PARTS[part][place]  #? whole
    if (view + 1) * @left@ // 1000 < view * @left@ // 1000: view = 0  # some are left as they are  #? leaves
    image = cv2.imdecode(np.fromfile(picture["path"], np.uint8), cv2.IMREAD_COLOR)
    size = np.array(image.shape[1::-1])
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
    near = np.clip(np.ceil(fitted * (1.5 if view else 1)), 1, size).astype(int)  # average first:
    image = cv2.resize(image, near, interpolation=cv2.INTER_AREA)  # a warp looks at single points
#if lights, !mirrors
    if view:
        draw = dice(picture, view, "pixels")
        chance = dice(picture, view, "pixels-whether").uniform(0, 1, 7)  #? lottery
        most = np.array(@light@) * (chance[:3] < @light_shares@)  #? dims
        light, contrast, colour = 1 + draw.uniform(-1, 1, 3) * most  #? dims
        light, contrast, colour = 1 + draw.uniform(-1, 1, 3) * @light@  #? !dims
        image = cv2.addWeighted(image, light * contrast, image, 0, light * 127.5 * (1 - contrast))  #? relights
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)[:, :, None].repeat(3, 2)  #? colours
        image = cv2.addWeighted(image, colour, grey, 1 - colour, 0)  #? colours
        angle = math.radians(2 * chance[4] - 1) * @hue@ * (chance[3] < @hue_share@)  #? hues
        spin = np.linalg.inv(YIQ) @ cv2.Rodrigues(np.array([angle, 0, 0]))[0] @ YIQ  #? hues
        image = cv2.transform(image, spin[::-1, ::-1])  #? hues
#end
    matrix = np.c_[turned := turned * (fitted / near), corner + (turned.sum(1) - 1) / 2]  # middles
    border = cv2.BORDER_REFLECT_101 if view else cv2.BORDER_CONSTANT  #? mirrors
    image = cv2.warpAffine(image, matrix, (SIZE, SIZE), None, cv2.INTER_LINEAR, border, [114] * 3)  #? mirrors
    image = cv2.warpAffine(image, matrix, (SIZE, SIZE), borderValue=[114] * 3)  #? !mirrors
    if view:  #? roughens, !mirrors
#if lights, mirrors
    if view:
        draw = dice(picture, view, "pixels")
        chance = dice(picture, view, "pixels-whether").uniform(0, 1, 7)  #? lottery
        most = np.array(@light@) * (chance[:3] < @light_shares@)  #? dims
        light, contrast, colour = 1 + draw.uniform(-1, 1, 3) * most  #? dims
        light, contrast, colour = 1 + draw.uniform(-1, 1, 3) * @light@  #? !dims
        image = cv2.addWeighted(image, light * contrast, image, 0, light * 127.5 * (1 - contrast))  #? relights
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)[:, :, None].repeat(3, 2)  #? colours
        image = cv2.addWeighted(image, colour, grey, 1 - colour, 0)  #? colours
        angle = math.radians(2 * chance[4] - 1) * @hue@ * (chance[3] < @hue_share@)  #? hues
        spin = np.linalg.inv(YIQ) @ cv2.Rodrigues(np.array([angle, 0, 0]))[0] @ YIQ  #? hues
        image = cv2.transform(image, spin[::-1, ::-1])  #? hues
#end
#if roughens
        blur, wide, dust, much = draw.uniform([0, 0, 0, @least_noise@], [1, 1, 1, @most_noise@])
        if blur < @blur@: image = cv2.GaussianBlur(image, (0, 0), (0.25 + 0.75 * wide) * @soft@ * SIZE)  #? blurs
        edge = (0.25 + 0.75 * chance[6]) * (chance[5] < @sharpen@)@sharpening@  #? sharpens
        soft = cv2.GaussianBlur(image, (0, 0), 0.004 * SIZE)  #? sharpens
        image = cv2.addWeighted(image, 1 + edge, soft, -edge, 0)  #? sharpens
        if dust < @noise@: image = image + much * draw.standard_normal(image.shape, "f")[..., ::-1]  #? noises
#end
    image = (image[..., ::-1] / 255 - @mean@) / @std@
    return torch.tensor(image).permute(2, 0, 1)[None].float().to(DEVICE)

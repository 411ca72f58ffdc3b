### Pictures and camera frames.

picture-empty = This file is empty. Take the picture again.
picture-not-an-image = This file is not a picture: it looks like { $found }. Choose a photo.
picture-format-unsupported = Pictures of the kind { $found } cannot be read. Take it as JPEG or PNG.
picture-too-large = { $width_px } × { $height_px } pixels are too many; at most { $limit_px } can be read. Take the picture with the phone’s camera.
picture-damaged = This { $media_type } file is damaged: { $damage }. Take the picture again.
photo-too-long = This file is longer than { $megabytes } MB, and no photo is. Choose another one.
frame-empty = The camera gave an empty picture. Try again.
frame-stride-too-small = { frame-empty }
frame-too-short = { frame-empty }
frame-crop-outside = { frame-empty }

photo-portrait = The photo is higher than wide. Drivers see more when you hold the phone sideways.
photo-small = The photo is small: { $width_px } × { $height_px } pixels. Take it with the camera’s full size.
photo-dark = The photo is dark. Switch on a light or the flash, and take it again.
photo-blurred = The photo is blurred. Wipe the lens, hold still, and take it again.

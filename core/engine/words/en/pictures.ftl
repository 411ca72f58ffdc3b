### Pictures and camera frames.

picture-empty = This file is empty. Take the picture again.
picture-not-an-image = This file is not a picture: it looks like { $found }. Choose a photo.
picture-format-unsupported = Pictures in the format { $found } cannot be read. Take the picture as JPEG or PNG.
picture-too-large = { $width_px } × { $height_px } pixels are too many; at most { $limit_px } can be read. Take the picture with the phone’s camera.
picture-damaged = This { $media_type } file is damaged: { $damage }. Take the picture again.
found-html = a web page
found-text = text
found-unknown = bytes of no kind that is known
damage-cut-short = it ends before the picture does
damage-undecodable = its bytes contradict the format
picture-unreadable = This picture could not be opened ({ $reason }). Choose it again, or take another one.
photo-too-long = This file is longer than { $megabytes } MB, and no photo is. Choose another one.
frame-empty = The camera gave an empty picture. Try again.
frame-stride-too-small = { frame-empty }
frame-too-short = { frame-empty }
frame-crop-outside = { frame-empty }

photo-portrait = The photo is taller than it is wide. Drivers see more when you hold the phone sideways.
photo-small = The photo is small: { $width_px } × { $height_px } pixels. Take it at the camera’s full size.
photo-dark = The photo is dark. Switch on a light or the flash, and take it again.
photo-blurred = The photo is blurred. Wipe the lens, hold still, and take it again.

// What a camera sees that is held at a printed label: the sheet's own drawing, as frames of a video.

import { rename, writeFile } from "node:fs/promises";

const WIDTH = 1280;
const HEIGHT = 720;

/** In the tab: one frame, brightness only. The first label of the sheet fills most of it. */
export function lumaOf(tab, sheet) {
  return tab.evaluate(
    async ([sheet, width, height]) => {
      const picture = new Image();
      picture.src = URL.createObjectURL(new Blob([sheet], { type: "image/svg+xml" }));
      await picture.decode();
      const pen = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
      pen.fillStyle = "#8a8f93";
      pen.fillRect(0, 0, width, height);
      // Ten pixels a millimetre, of an A4 sheet.
      pen.drawImage(picture, 80, 130, 2100, 2970);
      const { data } = pen.getImageData(0, 0, width, height);
      const luma = Uint8Array.from({ length: width * height }, (_, at) =>
        Math.round(0.299 * data[4 * at] + 0.587 * data[4 * at + 1] + 0.114 * data[4 * at + 2]),
      );
      return Array.from(luma, (byte) => String.fromCharCode(byte)).join("");
    },
    [sheet, WIDTH, HEIGHT],
  ).then((binary) => Buffer.from(binary, "latin1"));
}

/** Writes what a fake camera plays, as YUV4MPEG2. A camera that is open goes on playing what it was opened with. */
export async function film(file, luma) {
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, Buffer.alloc(luma.length / 2, 128)]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  await writeFile(`${file}.new`, Buffer.concat([head, ...Array(5).fill(frame)]));
  await rename(`${file}.new`, file);
}

/** Chromium with this file as its camera, which nobody has to allow. */
export const cameraOf = (file) => [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  `--use-file-for-fake-video-capture=${file}`,
];

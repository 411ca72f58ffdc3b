/** The decoders' worker: whoever owns it ends it after a panic, or when it takes too long. */

import type { LabelSecret } from "../crossing.js";
import type { LumaFrame } from "../frame.js";
import type { ReadInWorker } from "../reading.js";
import * as module from "../wasm/decode/decode.js";
import { serve } from "./serve.js";

// Begun by the first call, which waits for it, as do those that come meanwhile.
let decoder: Promise<module.Decoder>;

const answers = {
  open(forms: unknown): void {
    decoder = module.default().then(() => new module.Decoder(JSON.stringify(forms)));
  },

  async read(frame: LumaFrame | ImageBitmap, effort: module.Effort): Promise<ReadInWorker> {
    const open = await decoder;
    if (frame instanceof ImageBitmap) {
      const { data, width, height } = pixelsOf(frame);
      return read(open.readRgba(Uint8Array.from(data), width, height, effort));
    }
    const { luma, stride = frame.width, ...shape } = frame;
    return read(open.readFrame(luma, { ...shape, stride }, effort));
  },

  async read_picture(picture: Blob | Uint8Array): Promise<ReadInWorker> {
    const open = await decoder;
    return read(open.readPicture(await bytesOf(picture)));
  },

  async interpret_text(lines: string[]): Promise<ReadInWorker> {
    return read((await decoder).interpretText(lines));
  },

  async typed_label(mac: string, password: string): Promise<LabelSecret | undefined> {
    return read((await decoder).typedLabel(mac, password)).secret;
  },

  async prepare(picture: Blob): Promise<unknown> {
    await decoder;
    const { jpeg, ...facts } = module.prepare(await bytesOf(picture));
    return { ...facts, jpeg: new Blob([jpeg as Uint8Array<ArrayBuffer>], { type: "image/jpeg" }) };
  },
};

serve(async (method, args) => {
  if (method in answers) return (answers[method as keyof typeof answers] as (...args: unknown[]) => unknown)(...args);
  // What the module of the tests has besides.
  await decoder;
  return (module as unknown as Record<string, () => void>)[method]?.();
});

/** The password goes where the label goes, and nothing of it stays here. */
function read(reading: module.Reading): ReadInWorker {
  const { mac, ...view } = reading.view;
  const password = reading.takePassword();
  reading.free();
  return { reading: view, secret: mac && password ? { mac, password } : undefined };
}

let canvas: OffscreenCanvas | undefined;

function pixelsOf(bitmap: ImageBitmap): ImageData {
  const { width, height } = bitmap;
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("this browser draws nothing in a worker");
  pen.drawImage(bitmap, 0, 0);
  bitmap.close();
  return pen.getImageData(0, 0, width, height);
}

async function bytesOf(picture: Blob | Uint8Array): Promise<Uint8Array> {
  return picture instanceof Blob ? new Uint8Array(await picture.arrayBuffer()) : picture;
}

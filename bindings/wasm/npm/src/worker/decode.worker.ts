/** The decoders' worker: whoever owns it ends it after a panic, or when it takes too long. One call at a time, `open` first. */

import type { LumaFrame } from "../frame.js";
import type { ReadInWorker } from "../reading.js";
import * as module from "../wasm/decode/decode.js";
import { serve, unknownMethod } from "./serve.js";

let decoder: module.Decoder;

const answers = {
  async open(forms: unknown, compiled: WebAssembly.Module): Promise<void> {
    await module.default({ module_or_path: compiled });
    decoder = new module.Decoder(JSON.stringify(forms));
  },

  read(frame: LumaFrame | ImageBitmap, effort: module.Effort): ReadInWorker {
    if (frame instanceof ImageBitmap) {
      const { data, width, height } = pixelsOf(frame);
      return read(decoder.readRgba(Uint8Array.from(data), width, height, effort));
    }
    const { luma, stride = frame.width, ...shape } = frame;
    return read(decoder.readFrame(luma, { ...shape, stride }, effort));
  },

  read_picture(picture: Uint8Array): ReadInWorker {
    return read(decoder.readPicture(picture));
  },

  interpret_text(lines: string[]): ReadInWorker {
    return read(decoder.interpretText(lines));
  },

  typed_label(mac: string, password: string): ReadInWorker {
    return read(decoder.typedLabel(mac, password));
  },

  prepare(picture: Uint8Array): unknown {
    const { jpeg, ...facts } = module.prepare(picture);
    return { ...facts, jpeg: new Blob([jpeg as Uint8Array<ArrayBuffer>], { type: "image/jpeg" }) };
  },
};

serve((method, args) => {
  // The module of the tests has more.
  const does = Object.hasOwn(answers, method) ? answers[method as keyof typeof answers] : module[method as "prepare"];
  if (typeof does !== "function") throw unknownMethod(method);
  return (does as (...args: unknown[]) => unknown)(...args);
}, passwordIn);

/** A password goes over whole. */
function passwordIn(done: unknown): Transferable[] {
  const { secret } = (done ?? {}) as Partial<ReadInWorker>;
  return secret ? [secret.password.buffer as ArrayBuffer] : [];
}

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

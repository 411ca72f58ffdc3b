// What tus-js-client takes for the photos of some records, as `tests/src/bin/bench/photos.rs` asks for it: so many uploads at once,
// over a way that delays and breaks. Prints seconds and bytes as JSON.

import { Upload } from "tus-js-client";
import { announced, signIn } from "./support/stage.mjs";

const { near, way, email, password, records, folder, step, lanes, whole } = JSON.parse(process.argv[2]);
const headers = { Authorization: `Bearer ${await signIn(near, email, password)}` };
const photos = (await announced({ url: near, headers, records, phone: folder })).filter((photo) => photo.step === step);
const files = photos.flatMap(({ pinpoint, published, original }) => [published, original].map((file) => ({ pinpoint, ...file })));
const payload = files.reduce((sum, { bytes }) => sum + bytes.length, 0);

const bring = ({ pinpoint, id, bytes }) =>
  new Promise((onSuccess, onError) =>
    new Upload(bytes, {
      endpoint: `${way}/v1/uploads`,
      metadata: { photo_id: id, pinpoint_id: pinpoint },
      headers,
      uploadDataDuringCreation: whole,
      retryDelays: Array(20).fill(0),
      onSuccess,
      onError,
    }).start());
const lane = async () => {
  for (let file = files.shift(); file; file = files.shift()) await bring(file);
};

const begun = performance.now();
await Promise.all(Array.from({ length: lanes }, lane));
console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000, payload }));

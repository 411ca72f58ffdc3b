// A client process of its own: brings a file by tus-js-client, remembers where to in a file, and goes on from there.
//   node upload.mjs ENDPOINT TOKEN FILE REMEMBERED METADATA

import { createReadStream } from "node:fs";
import { FileUrlStorage, Upload } from "tus-js-client";

const [endpoint, token, file, remembered, metadata] = process.argv.slice(2);
const upload = new Upload(createReadStream(file), {
  endpoint,
  metadata: JSON.parse(metadata),
  headers: { Authorization: `Bearer ${token}` },
  urlStorage: new FileUrlStorage(remembered),
  retryDelays: null,
  onUploadUrlAvailable: () => console.log("created"),
  onSuccess: () => console.log("done"),
  onError: (error) => (console.error(error), process.exit(1)),
});
const [before] = await upload.findPreviousUploads();
if (before) upload.resumeFromPreviousUpload(before);
upload.start();

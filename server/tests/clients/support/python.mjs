// The Python that `tools/setup python` made, with the packages of requirements.txt.

import path from "node:path";

const FOLDER = path.resolve(import.meta.dirname, "../../../../.pinpoint/python/bin");

export const PYTHON = path.join(FOLDER, "python");
export const SCHEMATHESIS = path.join(FOLDER, "schemathesis");

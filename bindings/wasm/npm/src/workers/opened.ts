import type { Line } from "./line.js";
import { compiledOnce } from "./module.js";
import { watched } from "./pulse.js";

/**
 * Gives a worker its module, which is compiled while the worker starts, and what it opens with. However long the module
 * takes to come, nobody is impatient. A worker that did not open is ended.
 */
export async function opened(line: Line, module: URL, what: unknown): Promise<Line> {
  try {
    const compiled = await compiledOnce(module);
    await watched(line, line.call("open", [what, compiled]));
    return line;
  } catch (error) {
    line.end();
    throw error;
  }
}

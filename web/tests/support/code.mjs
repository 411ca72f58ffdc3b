// A QR code of any text, as something printed that the camera is held at.

import { film, lumaOf } from "../../../bindings/wasm/npm/tests/support/camera.mjs";
import qrcode from "qrcode-generator";

const EDGE_MM = 50;

/** The code on an A4 sheet, where the first label of a sheet is. */
function sheet(text) {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  const dark = [];
  for (let row = 0; row < modules; row += 1) {
    for (let column = 0; column < modules; column += 1) if (code.isDark(row, column)) dark.push(`M${column} ${row}h1v1h-1z`);
  }
  const quiet = `<rect width="110" height="58" fill="#fff"/>`;
  const drawing = `<path transform="translate(30 4) scale(${EDGE_MM / modules})" d="${dark.join("")}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="2100" height="2970" viewBox="0 0 210 297">${quiet}${drawing}</svg>`;
}

/** From the next time that it is opened, the camera of this site sees this code. */
export async function cameraSees(chromium, site, text) {
  const drawing = await chromium.context.newPage();
  await film(site.path("camera.y4m"), await lumaOf(drawing, sheet(text)));
  await drawing.close();
}

/** The installer's tool in a browser: `const installer = await Installer.open(config)`. */

export { Installer, type PhotoReport, type SyncOptions } from "./installer.js";
export { ActivationLabel } from "./label.js";
export { PinpointError, type Fields, type Notice } from "./error.js";
export type { Frame, LumaFrame } from "./frame.js";
export type { LabelReading } from "./reading.js";
export type { Staged } from "./photo.js";
export type { Picture } from "./picture.js";
export type { Transfer } from "./transfer.js";
export type * from "./types.js";

/** The shapes of what comes and goes, generated from the Rust types: snake_case fields, kebab-case values, as in `--json`. */

export type {
  Answer,
  Changed,
  Config,
  JobFilter,
  JobKind,
  JobList,
  JobView,
  LabelForm,
  NetworkProfile,
  NetworkState,
  NeverChanges,
  OutboxView,
  PinpointView,
  Progress,
  SealConfirmation,
  SealedView,
  SessionView,
  StepView,
  SyncReport,
  TransferState,
} from "./wasm/store/store.js";
export type { Effort, FrameShape } from "./wasm/decode/decode.js";

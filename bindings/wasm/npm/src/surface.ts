/** The store module's own methods, as its generated types have them: a method that changes there changes here. */

import type { Store } from "./wasm/store/store.js";

type Calls = Omit<Store, "free" | typeof Symbol.dispose>;

/** A file's bytes cross as the file and are read by the worker; a callback stays here. */
type Crossing<Args> = Args extends [...infer Rest, Callback] ? Crossing<Rest> : { [At in keyof Args]: Bytes<Args[At]> };
type Bytes<Arg> = Arg extends Uint8Array ? Arg | Blob : Arg;
/** What wasm-bindgen writes for a JavaScript function. */
type Callback = Function;

export type Method = keyof Calls;
export type Parameters<M extends Method> = Crossing<globalThis.Parameters<Calls[M]>>;
export type Answer<M extends Method> = Awaited<ReturnType<Calls[M]>>;

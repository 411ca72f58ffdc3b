/** This package's version, as in package.json: tabs of two versions do not share a store. */
export const VERSION = "0.1.0";

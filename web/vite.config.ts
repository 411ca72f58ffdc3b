import path from "node:path";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const MEGABYTE = 1 << 20;
/** Which build of the package is taken: as it is shipped, or with the modules of the tests. */
const MODULES = process.env["PINPOINT_MODULES"] ?? "dist";

/** The core begins to arrive with the page, not only once a worker asks for it. */
const coreComesFirst: Plugin = {
  name: "core-comes-first",
  transformIndexHtml: {
    order: "post",
    handler(_html, { bundle }) {
      const core = Object.keys(bundle ?? {}).find((file) => /\/store_bg-[^/]*\.wasm$/.test(file));
      if (!bundle) return [];
      if (!core) throw new Error("the page has no core to begin with");
      const attrs = { rel: "preload", as: "fetch", type: "application/wasm", crossorigin: true, href: `/${core}` };
      return [{ tag: "link", attrs, injectTo: "head" }];
    },
  },
};

export default defineConfig({
  resolve: {
    alias: { "@pinpoint/installer": path.resolve(import.meta.dirname, `../bindings/wasm/npm/${MODULES}/index.js`) },
  },
  build: {
    target: "es2022",
    // A policy without `data:` for anything but drawings of models.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
  // The API and the page have one origin, also while developing.
  server: { proxy: { "/v1": process.env["PINPOINT_SERVER"] ?? "http://127.0.0.1:8080" } },
  plugins: [
    svelte(),
    coreComesFirst,
    VitePWA({
      // The page asks before it lets a new version in: an update never interrupts a job.
      registerType: "prompt",
      injectRegister: false,
      manifest: {
        id: "/",
        name: "Pinpoint",
        short_name: "Pinpoint",
        description: "Bring a charging station onto its network, also without signal.",
        start_url: "/",
        display: "standalone",
        background_color: "#0b3b37",
        theme_color: "#0b3b37",
        categories: ["business", "utilities"],
        icons: [
          { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
          { src: "/icon-maskable.svg", sizes: "any", type: "image/svg+xml", purpose: "maskable" },
        ],
      },
      workbox: {
        globPatterns: ["**/*.{html,js,mjs,css,wasm,svg,webmanifest}"],
        // The map wants a connection anyway; it comes when it is asked for.
        globIgnores: ["**/StreetMap-*", "**/maplibre-gl-*"],
        maximumFileSizeToCacheInBytes: 8 * MEGABYTE,
        navigateFallback: "/index.html",
        // Nothing of the API is ever answered from a cache.
        navigateFallbackDenylist: [/^\/v1\//, /^\/docs/, /^\/openapi/],
        cleanupOutdatedCaches: true,
      },
    }),
  ],
});

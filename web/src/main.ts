import "./design/base.css";

import { mount } from "svelte";

import App from "./App.svelte";
import { takeLink } from "./app/link.js";

// Before anything else: what a label's link carries leaves the address bar and the history at once.
takeLink();

const target = document.getElementById("app");
if (target) mount(App, { target });

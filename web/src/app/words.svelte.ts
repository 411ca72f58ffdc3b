/**
 * The words. What is said about the work comes from the core by its code, in the language of the moment; only what this
 * page itself says, its buttons and headings, stands in `words/`.
 */

import type { Fields } from "@pinpoint/installer";
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { SvelteMap } from "svelte/reactivity";

import en from "../../words/en.ftl?raw";
import fr from "../../words/fr.ftl?raw";
import { settings, type AppLocale } from "./settings.svelte.js";

const SOURCES: Record<AppLocale, string> = { en, "fr-CA": fr, "fr-FR": fr };
const bundles = new Map<AppLocale, FluentBundle>();

function bundle(locale: AppLocale): FluentBundle {
  const known = bundles.get(locale);
  if (known) return known;
  const made = new FluentBundle(locale, { useIsolating: false });
  made.addResource(new FluentResource(SOURCES[locale]));
  bundles.set(locale, made);
  return made;
}

/** What this page itself says. */
export function t(name: string, values: Record<string, FluentVariable> = {}): string {
  const words = bundle(settings.locale);
  const message = words.getMessage(name);
  return message?.value ? words.formatPattern(message.value, values) : name;
}

/** Whether this page has words of its own for a name. */
export function has(name: string): boolean {
  return bundle(settings.locale).hasMessage(name);
}

/** Something that the core says, by its code. */
export interface Said {
  readonly code: string;
  readonly fields?: Fields;
}

/** Where the core's words come from, once there is a core. */
type Source = (code: string, fields: Fields, locale: string) => Promise<string>;
let source: Source | undefined;
const said = new SvelteMap<string, string>();
const asked = new Map<string, Promise<void>>();

/** From now on the core speaks. */
export function speakBy(core: Source | undefined): void {
  source = core;
  said.clear();
  asked.clear();
}

const key = (code: string, fields: Fields, locale: string) => `${locale} ${code} ${JSON.stringify(fields)}`;

/** What the core says about a code; empty until it has said it. */
export function say(code: string, fields: Fields = {}): string {
  const { locale } = settings;
  const known = said.get(key(code, fields, locale));
  if (known === undefined) void hear(code, fields, locale);
  return known ?? "";
}

/** Has the core's words at hand before a screen needs them. */
export async function prepare(codes: readonly string[]): Promise<void> {
  await Promise.all(codes.map((code) => hear(code, {}, settings.locale)));
}

function hear(code: string, fields: Fields, locale: string): Promise<void> {
  const name = key(code, fields, locale);
  const speaker = source;
  if (!speaker) return Promise.resolve();
  let answer = asked.get(name);
  if (!answer) {
    answer = speaker(code, fields, locale).then(
      (text) => void said.set(name, text),
      () => void asked.delete(name),
    );
    asked.set(name, answer);
  }
  return answer;
}

/** A moment, as people of this language write it. */
export function moment(iso: string): string {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  const form: Intl.DateTimeFormatOptions = today
    ? { timeStyle: "short" }
    : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(settings.locale, form).format(at);
}

/** Bytes, in the unit that a person reads. */
export function size(bytes: number): string {
  const [unit, by] = bytes < 1e6 ? (["kilobyte", 1e3] as const) : (["megabyte", 1e6] as const);
  const digits = by === 1e6 ? 1 : 0;
  return new Intl.NumberFormat(settings.locale, {
    style: "unit",
    unit,
    maximumFractionDigits: digits,
  }).format(bytes === 0 ? 0 : Math.max(bytes / by, digits === 0 ? 1 : 0.1));
}

/** What a person chose for this browser: language and brightness. Nothing of the work. */

export const LOCALES = ["en", "fr-CA", "fr-FR"] as const;
export type AppLocale = (typeof LOCALES)[number];
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "pinpoint-settings";

interface Kept {
  readonly locale?: string;
  readonly theme?: string;
}

/** The best of our languages for what the browser asks for. */
export function bestLocale(wanted: readonly string[]): AppLocale {
  for (const tag of wanted) {
    const exact = LOCALES.find((locale) => locale.toLowerCase() === tag.toLowerCase());
    if (exact) return exact;
    if (tag.toLowerCase().startsWith("fr")) return "fr-FR";
    if (tag.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
}

function kept(): Kept {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Kept;
  } catch {
    return {};
  }
}

class Settings {
  locale = $state<AppLocale>(bestLocale([kept().locale ?? "", ...navigator.languages]));
  theme = $state<Theme>(THEMES.find((theme) => theme === kept().theme) ?? "system");

  /** Shows what was chosen, from now on and the next time. */
  keep(): void {
    document.documentElement.lang = this.locale;
    if (this.theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.theme;
    try {
      localStorage.setItem(KEY, JSON.stringify({ locale: this.locale, theme: this.theme }));
    } catch {
      // A window that keeps nothing still shows it.
    }
  }
}

export const settings = new Settings();

// What the reader chose: language and theme stay in this browser, the token only as long as the tab (sessionStorage).
import { store } from "./store";

export type Language = "de" | "en";
export type Theme = "auto" | "light" | "dark";
export type SignOutReason = "none" | "expired";

const keys = { language: "tagwerk.language", theme: "tagwerk.theme", token: "tagwerk.token" };

// Storage may be forbidden altogether; the page works without.
function read(from: () => Storage, key: string): string | null {
  try {
    return from().getItem(key);
  } catch {
    return null;
  }
}

function write(to: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) to().removeItem(key);
    else to().setItem(key, value);
  } catch {
    // Forgotten with the page then.
  }
}

const kept = () => localStorage;
const ofTab = () => sessionStorage;

function firstLanguage(): Language {
  const chosen = read(kept, keys.language);
  if (chosen === "de" || chosen === "en") return chosen;
  return navigator.language.toLowerCase().startsWith("de") ? "de" : "en";
}

function firstTheme(): Theme {
  const chosen = read(kept, keys.theme);
  return chosen === "light" || chosen === "dark" ? chosen : "auto";
}

export const language = store<Language>(firstLanguage());
export const theme = store<Theme>(firstTheme());
export const token = store<string | null>(read(ofTab, keys.token));
export const signOutReason = store<SignOutReason>("none");

export function signIn(text: string): void {
  write(ofTab, keys.token, text);
  signOutReason.set("none");
  token.set(text);
}

export function signOut(reason: SignOutReason = "none"): void {
  write(ofTab, keys.token, null);
  signOutReason.set(reason);
  token.set(null);
}

export function applySettings(): void {
  const root = document.documentElement;
  const show = () => {
    root.lang = language.get();
    if (theme.get() === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme.get();
  };
  language.follow((chosen) => {
    write(kept, keys.language, chosen);
    show();
  });
  theme.follow((chosen) => {
    write(kept, keys.theme, chosen === "auto" ? null : chosen);
    show();
  });
  show();
}

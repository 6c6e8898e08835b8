import { language } from "../settings";
import { useStore } from "../store";
import { de } from "./de";
import { en, type Texts } from "./en";

export type { Texts };

export const texts = (): Texts => (language.get() === "de" ? de : en);

/// The same for components, which are drawn again in another language.
export function useTexts(): Texts {
  useStore(language);
  return texts();
}

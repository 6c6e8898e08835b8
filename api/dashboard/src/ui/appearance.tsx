import { type Language, type Theme, language, theme } from "../settings";
import { useStore } from "../store";
import { useTexts } from "../texts";
import { Choice, Switch } from "./choice";

export function AppearanceSettings() {
  const t = useTexts();
  const chosenTheme = useStore(theme);
  const chosenLanguage = useStore(language);
  return (
    <div class="appearance">
      <Switch<Language>
        label={t.settings.language}
        value={chosenLanguage}
        options={[
          { value: "de", label: "Deutsch" },
          { value: "en", label: "English" },
        ]}
        onChoose={(value) => language.set(value)}
      />
      <Choice
        label={t.settings.theme}
        value={chosenTheme}
        options={[
          { value: "auto", label: t.settings.auto },
          { value: "light", label: t.settings.light },
          { value: "dark", label: t.settings.dark },
        ]}
        onChoose={(value) => theme.set(value as Theme)}
      />
    </div>
  );
}

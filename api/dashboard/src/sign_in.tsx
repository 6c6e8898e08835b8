// The token is tried before it is kept. It is sent in a header only; the form itself goes nowhere.
import { useRef, useState } from "preact/hooks";

import { tryToken } from "./api/client";
import { Problem } from "./api/problem";
import type { Organization } from "./api/types";
import { signIn, signOutReason } from "./settings";
import { useStore } from "./store";
import { useTexts } from "./texts";
import { AppearanceSettings } from "./ui/appearance";
import { Mark } from "./ui/mark";

type Trouble = "none" | "empty" | "wrong" | "offline" | { detail: string };

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Problem)) return "offline";
  return error.status === 401 ? "wrong" : { detail: error.detail || error.title };
}

export function SignIn() {
  const t = useTexts();
  const reason = useStore(signOutReason);
  const field = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<Trouble>("none");
  const [isChecking, setChecking] = useState(false);

  const submit = async (event: Event) => {
    event.preventDefault();
    const text = field.current?.value.trim() ?? "";
    if (text === "") {
      setTrouble("empty");
      field.current?.focus();
      return;
    }
    setChecking(true);
    setTrouble("none");
    try {
      await tryToken<Organization>("/organization", text);
      signIn(text);
    } catch (error) {
      setTrouble(troubleOf(error));
      field.current?.focus();
    } finally {
      setChecking(false);
    }
  };

  const words =
    trouble === "none"
      ? reason === "expired"
        ? t.signIn.expired
        : null
      : trouble === "empty"
        ? t.signIn.empty
        : trouble === "wrong"
          ? t.signIn.wrong
          : trouble === "offline"
            ? `${t.state.offline}. ${t.state.offlineHint}`
            : trouble.detail;
  return (
    <main class="sign-in">
      <div class="sign-in-sheet">
        <p class="brand">
          <Mark /> Tagwerk
        </p>
        <p class="lead">{t.signIn.lead}</p>
        <form onSubmit={(event) => void submit(event)} novalidate>
          <h1>{t.signIn.title}</h1>
          <label for="token">{t.signIn.token}</label>
          <input
            id="token"
            ref={field}
            type="password"
            autocomplete="off"
            spellcheck={false}
            autoFocus
            aria-describedby={words ? "token-hint token-trouble" : "token-hint"}
            aria-invalid={trouble !== "none"}
          />
          <p id="token-hint" class="fine">
            {t.signIn.hint}
          </p>
          <p id="token-trouble" class="trouble" role="alert">
            {words}
          </p>
          <button type="submit" class="primary" disabled={isChecking}>
            {isChecking ? t.signIn.checking : t.signIn.submit}
          </button>
        </form>
        <footer>
          <AppearanceSettings />
          <a href="/docs">{t.signIn.documentation}</a>
        </footer>
      </div>
    </main>
  );
}

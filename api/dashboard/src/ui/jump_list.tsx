// The parts of a long view, to go to. What follows # in the address is the view's, so these are buttons, not links.
import { useTexts } from "../texts";

export interface Part {
  id: string; // of its section
  title: string;
}

function goTo(id: string): void {
  const part = document.getElementById(id);
  part?.scrollIntoView();
  part?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
}

export function JumpList({ parts }: { parts: readonly Part[] }) {
  const t = useTexts();
  return (
    <nav class="jump-list" aria-label={t.trip.parts}>
      <ul>
        {parts.map((part) => (
          <li key={part.id}>
            <button type="button" onClick={() => goTo(part.id)}>
              {part.title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

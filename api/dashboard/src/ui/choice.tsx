// Which series or event a view is about: a plain select, which every keyboard and screen reader knows.
import type { EventInfo, Series } from "../api/types";
import { shortDate } from "../format";
import { type ViewName, go } from "../router";
import { useTexts } from "../texts";

export interface Option {
  value: string;
  label: string;
}

export function Choice(props: { label: string; value: string; options: readonly Option[]; onChoose: (value: string) => void }) {
  return (
    <label class="choice">
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.onChoose(event.currentTarget.value)}>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function SeriesChoice({ view, all, chosen }: { view: ViewName; all: readonly Series[]; chosen: string }) {
  const t = useTexts();
  return (
    <Choice
      label={t.choose.series}
      value={chosen}
      options={all.map((series) => ({ value: series.key, label: series.name }))}
      onChoose={(key) => go(view, key)}
    />
  );
}

export function EventChoice({ view, all, chosen }: { view: ViewName; all: readonly EventInfo[]; chosen: string }) {
  const t = useTexts();
  return (
    <Choice
      label={t.choose.event}
      value={chosen}
      options={all.map((event) => ({ value: event.id, label: `${event.name} · ${shortDate(event.starts_on)}` }))}
      onChoose={(id) => go(view, id)}
    />
  );
}

/// A few alternatives side by side.
export function Switch<T extends string>(props: {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChoose: (value: T) => void;
}) {
  return (
    <div class="switch" role="group" aria-label={props.label}>
      {props.options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === props.value}
          onClick={() => props.onChoose(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

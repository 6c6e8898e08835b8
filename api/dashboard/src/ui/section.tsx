// Parts of a view: a section with its heading, a row of big figures, files to save, and the figure that a chart makes with its table.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { type FileForm, saveAnswer, saveTable } from "../api/download";
import { useTexts } from "../texts";
import { DataTable, type DataTableProps, cellsOf } from "./data_table";

/// `id`: for the list of parts of a long view.
export function Section(props: {
  id?: string | undefined;
  title: string;
  note?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="section" id={props.id}>
      <header class="section-head">
        <h2 tabIndex={props.id ? -1 : undefined}>{props.title}</h2>
        {props.actions && <div class="section-actions">{props.actions}</div>}
      </header>
      {props.note && <p class="section-note">{props.note}</p>}
      {props.children}
    </section>
  );
}

export interface BigFigure {
  value: string;
  label: string;
  note?: string | undefined;
  isWarning?: boolean; // the note is
  tone?: "heads" | "firms" | "warn" | undefined;
}

const lookOf = (value: string): string | undefined =>
  value.length > 9 ? "figure-longer" : value.length > 5 ? "figure-long" : undefined;

export function BigFigures({ figures }: { figures: readonly BigFigure[] }) {
  return (
    <dl class="figures">
      {figures.map((figure) => (
        <div key={figure.label} class={`figure ${figure.tone ? `figure-${figure.tone}` : ""}`}>
          <dt>{figure.label}</dt>
          <dd class={lookOf(figure.value)}>{figure.value}</dd>
          {figure.note && <dd class={`figure-note ${figure.isWarning ? "warn" : ""}`}>{figure.note}</dd>}
        </div>
      ))}
    </dl>
  );
}

/// `path`: the server's own files; without it there is CSV alone, which has what the table shows.
export function SaveButtons<Row>({ path, table, name }: { path?: string | undefined; table: DataTableProps<Row>; name: string }) {
  const t = useTexts();
  const [hasFailed, setFailed] = useState(false);
  const save = async (form: FileForm) => {
    setFailed(false);
    try {
      if (path) await saveAnswer(path, form, name);
      else saveTable(cellsOf(table), `${name}.csv`);
    } catch {
      setFailed(true);
    }
  };
  const forms: FileForm[] = path ? ["csv", "xlsx"] : ["csv"];
  return (
    <>
      <span class="save-buttons">
        {forms.map((form) => (
          <button
            key={form}
            type="button"
            class="quiet"
            title={t.table.saveAs(table.about, t.table[form])}
            onClick={() => void save(form)}
          >
            {t.table[form]}
            <span class="visually-hidden"> – {table.about}</span>
          </button>
        ))}
      </span>
      {hasFailed && (
        <span class="fine warn" role="alert">
          {t.table.saveFailed}
        </span>
      )}
    </>
  );
}

/// A document such as a calendar.
export function DocumentButton({ label, save }: { label: string; save: () => Promise<void> }) {
  const t = useTexts();
  const [hasFailed, setFailed] = useState(false);
  const start = () => {
    setFailed(false);
    save().catch(() => setFailed(true));
  };
  return (
    <>
      <button type="button" class="quiet" onClick={start}>
        {label}
      </button>
      {hasFailed && (
        <span class="fine warn" role="alert">
          {t.table.saveFailed}
        </span>
      )}
    </>
  );
}

/// A chart with the table that says the same.
export function ChartSection<Row>(props: {
  id?: string | undefined;
  title: string;
  note?: ComponentChildren;
  controls?: ComponentChildren;
  csvPath?: string | undefined;
  csvName: string;
  table: DataTableProps<Row>;
  isTableOpen?: boolean;
  after?: ComponentChildren;
  children: ComponentChildren;
}) {
  const t = useTexts();
  return (
    <Section
      id={props.id}
      title={props.title}
      note={props.note}
      actions={
        <>
          {props.controls}
          <SaveButtons path={props.csvPath} table={props.table} name={props.csvName} />
        </>
      }
    >
      {props.children}
      <details class="behind" open={props.isTableOpen ?? false}>
        <summary>{t.table.show}</summary>
        <DataTable {...props.table} />
      </details>
      {props.after}
    </Section>
  );
}

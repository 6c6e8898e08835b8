// CSV files, workbooks and documents: fetched with the token and saved from memory, so that no address holds the token. In German
// CSV is as Excel opens it there: a byte order mark, semicolons, decimal commas.
import { language } from "../settings";
import { send } from "./client";

const isGerman = (): boolean => language.get() === "de";

function save(bytes: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export type FileForm = "csv" | "xlsx";

const contentTypes: Record<FileForm, string> = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/// The server's own file of what the path answers, as NAME.csv or NAME.xlsx.
export async function saveAnswer(path: string, form: FileForm, name: string): Promise<void> {
  const format = form === "csv" && isGerman() ? "csv_de" : form;
  const response = await send(`${path}${path.includes("?") ? "&" : "?"}format=${format}`, contentTypes[form]);
  save(await response.blob(), `${name}.${form}`);
}

/// What the path answers, as it is.
async function saveDocument(path: string, contentType: string, name: string): Promise<void> {
  const response = await send(path, contentType);
  save(await response.blob(), name);
}

/// The same answer as iCalendar, NAME.ics.
export const saveCalendar = (path: string, name: string): Promise<void> => saveDocument(`${path}?format=ics`, "text/calendar", `${name}.ics`);

export const savePdf = (path: string, name: string): Promise<void> => saveDocument(path, "application/pdf", `${name}.pdf`);

type Cell = string | number | null;

// RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe, as in the server's own files.
function field(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return isGerman() ? String(cell).replace(".", ",") : String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvText(rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map((row) => row.map(field).join(isGerman() ? ";" : ","));
  return `${isGerman() ? "\ufeff" : ""}${lines.join("\r\n")}\r\n`;
}

export function saveTable(rows: readonly (readonly Cell[])[], name: string): void {
  save(new Blob([csvText(rows)], { type: "text/csv;charset=utf-8" }), name);
}

// The colours of the style sheet, resolved for the theme and medium that is shown now.
export interface Palette {
  ink: string;
  soft: string;
  line: string;
  paper: string;
  sheet: string;
  heads: string;
  firms: string;
  vendors: string;
  grey: string;
  open: string;
  warn: string;
  grades: readonly string[];
  font: string;
}

export function palette(): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const found: Palette = {
    ink: colour("ink"),
    soft: colour("ink-soft"),
    line: colour("line"),
    paper: colour("paper"),
    sheet: colour("sheet"),
    heads: colour("heads"),
    firms: colour("firms"),
    vendors: colour("vendors"),
    grey: colour("grey"),
    open: colour("open"),
    warn: colour("warn"),
    grades: [1, 2, 3, 4, 5, 6].map((grade) => colour(`grade-${grade}`)),
    font: getComputedStyle(document.body).fontFamily,
  };
  probe.remove();
  return found;
}

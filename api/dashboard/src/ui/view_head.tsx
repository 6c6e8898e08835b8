import type { ComponentChildren } from "preact";

export function ViewHead(props: { eyebrow?: ComponentChildren; title: string; lead?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <header class="view-head">
      <div>
        {props.eyebrow && <p class="eyebrow">{props.eyebrow}</p>}
        <h1 tabIndex={-1}>{props.title}</h1>
        {props.lead && <p class="lead">{props.lead}</p>}
      </div>
      {props.children && <div class="view-controls">{props.children}</div>}
    </header>
  );
}

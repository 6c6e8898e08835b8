// Paper cannot be opened: what is closed on the screen is open on it, and closed again afterwards.
export function openTablesOnPaper(): void {
  const paper = matchMedia("print");
  let opened: HTMLDetailsElement[] = [];
  const follow = () => {
    if (paper.matches) {
      opened = [...document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
      for (const one of opened) one.open = true;
    } else {
      for (const one of opened) one.open = false;
      opened = [];
    }
  };
  paper.addEventListener("change", follow);
}

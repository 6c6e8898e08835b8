export const Mark = () => (
  <svg class="brand-mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="7" class="mark-ground" />
    <rect x="7" y="19" width="4" height="6" class="mark-bar" />
    <rect x="14" y="13" width="4" height="12" class="mark-bar" />
    <rect x="21" y="7" width="4" height="18" class="mark-high" />
  </svg>
);

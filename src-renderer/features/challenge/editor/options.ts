/** What every editor of the bench looks like: one file, or two side by side. */
export const editorLooks = {
  automaticLayout: true,
  fontFamily: '"JetBrains Mono", ui-monospace, monospace',
  fontLigatures: false,
  fontSize: 13,
  lineHeight: 20,
  minimap: { enabled: false },
  padding: { top: 8, bottom: 8 },
  renderLineHighlight: 'line',
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  fixedOverflowWidgets: true,
  overviewRulerBorder: false,
} as const;

/** Whether there is a formatter for the file. */
export function canFormat(path: string): boolean {
  return /\.(ts|js|json)$/.test(path);
}

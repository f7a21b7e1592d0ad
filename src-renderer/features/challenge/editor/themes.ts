/** The editor in the colours of the app. Monaco takes literal colours only, so these repeat the tokens of both themes. */
import type { editor } from 'monaco-editor/editor/editor.api';

const light = {
  bg: '#ffffff',
  text: '#22262c',
  muted: '#5c636d',
  line: '#f1efea',
  border: '#e0ddd6',
  accent: '#2f62b8',
  soft: '#d6e2f5',
  added: '#1d7046',
  removed: '#b3261e',
};
const dark = {
  bg: '#1b1e23',
  text: '#e2e5ea',
  muted: '#a0a8b4',
  line: '#22262c',
  border: '#2e333b',
  accent: '#8fb3ea',
  soft: '#2d3d59',
  added: '#8fcf9f',
  removed: '#f2a59d',
};

const code = {
  light: { keyword: '8a3fa0', string: '1d7046', number: 'a04a00', comment: '5c636d', type: '2f5ca8', key: '2f5ca8' },
  dark: { keyword: 'd09be0', string: '8fcf9f', number: 'e6b07a', comment: 'a0a8b4', type: '8fb3ea', key: '8fb3ea' },
};

export function defineThemes({ defineTheme }: Pick<typeof editor, 'defineTheme'>): void {
  defineTheme('bancada-light', themeOf('vs', light, code.light));
  defineTheme('bancada-dark', themeOf('vs-dark', dark, code.dark));
}

function themeOf(base: 'vs' | 'vs-dark', ui: typeof light, tokens: typeof code.light): editor.IStandaloneThemeData {
  return {
    base,
    inherit: true,
    rules: Object.entries(tokens).map(([token, foreground]) => ({ token, foreground })),
    colors: {
      'editor.background': ui.bg,
      'editor.foreground': ui.text,
      'editorLineNumber.foreground': ui.muted,
      'editorLineNumber.activeForeground': ui.text,
      'editor.lineHighlightBackground': ui.line,
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': ui.soft,
      'editorCursor.foreground': ui.accent,
      'editorWidget.background': ui.bg,
      'editorWidget.border': ui.border,
      'editorIndentGuide.background1': ui.border,
      focusBorder: ui.accent,
      // Faint enough that every colour of the code keeps its contrast.
      'diffEditor.insertedLineBackground': `${ui.added}0d`,
      'diffEditor.insertedTextBackground': `${ui.added}12`,
      'diffEditor.removedLineBackground': `${ui.removed}0d`,
      'diffEditor.removedTextBackground': `${ui.removed}12`,
    },
  };
}

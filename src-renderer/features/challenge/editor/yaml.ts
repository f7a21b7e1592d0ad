/**
 * `indentYaml`: how deep a new line of YAML stands. Monaco brings rules of its own when it loads the language, some time after the first file is
 * shown, and what is said last holds: ours wait for that, for a line typed at once to stand where one typed later does.
 */
import * as monaco from 'monaco-editor/editor/editor.api';

const pairs: [string, string][] = [
  ['{', '}'],
  ['[', ']'],
];

export async function indentYaml(): Promise<void> {
  await monaco.editor.colorize('', 'yaml', {});
  const deeper = { indentAction: monaco.languages.IndentAction.Indent };
  monaco.languages.setLanguageConfiguration('yaml', {
    comments: { lineComment: '#' },
    brackets: pairs,
    autoClosingPairs: [...pairs, ['"', '"'], ["'", "'"]].map(([open = '', close = '']) => ({ open, close })),
    // Below `steps:`, and below the first field of an item, fields stand deeper.
    onEnterRules: [
      { beforeText: /:\s*$/, action: deeper },
      { beforeText: /^\s*- [\w-]+:\s+[^\s{].*$/, action: deeper },
    ],
  });
}

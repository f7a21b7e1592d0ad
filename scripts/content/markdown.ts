// fencesOf, proseOf: what of a Markdown text is code and what is read aloud, each with its line.

export interface Fence {
  line: number;
  language: string;
  body: string;
}

export interface Line {
  line: number;
  text: string;
  /** In a drawing, where names of the code stand without marks. */
  drawn?: boolean;
}

/** Blocks between ``` and ```; the line is that of the opening one. */
export function fencesOf(markdown: string): Fence[] {
  return [...markdown.matchAll(/^```(.*)\n([\s\S]*?)^```\s*$/gm)].map((found) => ({
    line: lineAt(markdown, found.index),
    language: found[1]!.trim(),
    body: found[2]!,
  }));
}

/** Lines without code, addresses and marks: the words that a reader reads. Live boxes keep their text, flow charts their labels. */
export function proseOf(markdown: string): Line[] {
  let fence: string | null = null;
  return markdown.split('\n').flatMap((raw, index) => {
    const line = index + 1;
    if (raw.startsWith('```')) {
      fence = fence === null ? raw.slice(3).trim() : null;
      return [];
    }
    if (fence === 'laboratorio') return /^texto:/.test(raw) ? [{ line, text: spoken(raw.slice(6)) }] : [];
    if (fence === 'mermaid') return labelsOf(raw).map((text) => ({ line, text, drawn: true }));
    return fence === null ? [{ line, text: spoken(raw) }] : [];
  });
}

const spoken = (text: string): string =>
  text
    .replaceAll(/``[^`]*``|`[^`]*`/g, ' ')
    .replaceAll(/\{#[\w-]+\}/g, ' ')
    .replaceAll(/\]\([^)]*\)/g, ' ')
    .replaceAll(/https?:\/\/\S+/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[[*]|(?<!\w)_|_(?!\w)/g, '');

const labelsOf = (line: string): string[] =>
  [...line.matchAll(/[[({|]"?([^[\](){}|"]*\p{L}[^[\](){}|"]*)"?[\])}|]/gu)].map(([, label = '']) => label.replaceAll(/<[^>]+>/g, ' '));

export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** How an artifact is shown, by its name and content, and tables read from text. Pure. */

export type ArtifactKind = 'image' | 'table' | 'lines' | 'json' | 'text' | 'binary';

const images: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};

const extensionOf = (path: string) => /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';

export function artifactKind(path: string, encoding: 'utf8' | 'base64'): ArtifactKind {
  const extension = extensionOf(path);
  if (extension in images) return 'image';
  if (encoding === 'base64') return 'binary';
  if (extension === 'csv' || extension === 'tsv') return 'table';
  if (extension === 'jsonl' || extension === 'ndjson') return 'lines';
  return extension === 'json' ? 'json' : 'text';
}

export function imageSource(path: string, { encoding, content }: { encoding: 'utf8' | 'base64'; content: string }): string {
  const type = images[extensionOf(path)] ?? 'application/octet-stream';
  return encoding === 'base64' ? `data:${type};base64,${content}` : `data:${type};utf8,${encodeURIComponent(content)}`;
}

export interface Table {
  columns: string[];
  rows: string[][];
}

/** RFC 4180, with commas, semicolons or tabs. A last line that was cut off is left out. */
export function parseCsv(text: string, truncated: boolean): Table {
  const head = text.slice(0, Math.max(0, text.indexOf('\n')) || undefined);
  const separator = ['\t', ';', ','].find((each) => head.includes(each)) ?? ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] as string;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === separator || letter === '\n') {
      row.push(cell);
      cell = '';
      if (letter === '\n') {
        rows.push(row);
        row = [];
      }
    } else if (letter !== '\r') cell += letter;
  }
  if (!truncated && (cell !== '' || row.length > 0)) rows.push([...row, cell]);
  const [columns = [], ...rest] = rows;
  return { columns, rows: rest };
}

/** One object a line as a table; null when the lines are something else. */
export function parseLines(text: string, truncated: boolean): Table | null {
  const lines = text.split('\n');
  if (truncated) lines.pop();
  try {
    const records = lines.filter((line) => line.trim() !== '').map((line): unknown => JSON.parse(line));
    const objects = records.filter(
      (record): record is Record<string, unknown> => typeof record === 'object' && record !== null && !Array.isArray(record),
    );
    if (objects.length === 0 || objects.length < records.length) return null;
    const columns = [...new Set(objects.slice(0, 200).flatMap((record) => Object.keys(record)))];
    return { columns, rows: objects.map((record) => columns.map((column) => say(record[column]))) };
  } catch {
    return null;
  }
}

function say(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** JSON with its structure in sight; as it is when it was cut off. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

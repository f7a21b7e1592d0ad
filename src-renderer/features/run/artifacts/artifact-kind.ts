/** How an artifact is shown, by its name and content. Pure. */
export type ArtifactKind = 'image' | 'table' | 'lines' | 'json' | 'markdown' | 'html' | 'text' | 'binary';

const images: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  svg: 'image/svg+xml',
};

const kinds: Record<string, ArtifactKind> = {
  csv: 'table',
  tsv: 'table',
  jsonl: 'lines',
  ndjson: 'lines',
  json: 'json',
  ipynb: 'json',
  geojson: 'json',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
};

const languages: Record<string, string> = {
  py: 'python',
  ts: 'typescript',
  js: 'javascript',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  sh: 'bash',
  sql: 'sql',
};

const extensionOf = (path: string) => /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';

export function artifactKind(path: string, encoding: 'utf8' | 'base64'): ArtifactKind {
  const extension = extensionOf(path);
  if (extension in images) return 'image';
  if (encoding === 'base64') return 'binary';
  return kinds[extension] ?? 'text';
}

export function languageOf(path: string): string {
  return path.endsWith('MLmodel') ? 'yaml' : (languages[extensionOf(path)] ?? 'text');
}

/** Pictures are drawn from data, so that nothing in them is a page of ours. */
export function imageSource(path: string, { encoding, content }: { encoding: 'utf8' | 'base64'; content: string }): string {
  const type = images[extensionOf(path)] ?? 'application/octet-stream';
  return encoding === 'base64' ? `data:${type};base64,${content}` : `data:${type};utf8,${encodeURIComponent(content)}`;
}

/**
 * A page as it may stand in a frame: its own policy lets it load nothing at all, whatever it says. The frame is sandboxed besides, so that no script
 * of it runs and it is of no origin.
 */
export function harmlessPage(html: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'";
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">${html}`;
}

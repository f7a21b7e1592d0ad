/** `graphOf`, `misplaced`, `testImports`: who imports whom in the learner's code, and which of it the architecture forbids. */
import { posix } from 'node:path';

const LAYERS = ['dados', 'features', 'modelo', 'aplicacao', 'api'];
/** What only one layer may do; types are free. */
const OWN: { pattern: RegExp; layer: string; text: string }[] = [
  { pattern: /\b(?:readFileSync|readFile|createReadStream)\b|\.rows\(/, layer: 'dados', text: 'I/O' },
  { pattern: /\b(?:trainClassifier|loadModel)\b/, layer: 'modelo', text: 'trainClassifier' },
  { pattern: /\.serve\(/, layer: 'api', text: 'lab.serve' },
  { pattern: /\bprocess\.env\b|\bparseYaml\b/, layer: '', text: 'config' },
];

export interface Edge {
  from: string;
  to: string;
  typeOnly: boolean;
}

export interface Misplaced {
  file: string;
  text: string;
}

export function graphOf(files: Readonly<Record<string, string>>): Edge[] {
  return Object.entries(files)
    .filter(([path]) => /\.(ts|mts|js|mjs)$/.test(path))
    .flatMap(([from, text]) => importsOf(withoutComments(text)).map(({ source, typeOnly }) => ({ from, to: resolve(from, source), typeOnly })));
}

function importsOf(text: string): { source: string; typeOnly: boolean }[] {
  const found: { source: string; typeOnly: boolean }[] = [];
  for (const [, words = '', source = ''] of text.matchAll(/\b(?:import|export)\s+([^'"`;]*?)from\s*['"]([^'"]+)['"]/g)) {
    found.push({ source, typeOnly: words.trimStart().startsWith('type ') || words.trimStart().startsWith('type{') });
  }
  for (const [, source = ''] of text.matchAll(/\bimport\s*\(?\s*['"`]([^'"`]+)['"`]/g)) found.push({ source, typeOnly: false });
  // A path that is computed may lead anywhere.
  if (/\bimport\s*\(\s*[^'"`\s]|\brequire\s*\(/.test(text)) found.push({ source: '?', typeOnly: false });
  return found;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function resolve(from: string, source: string): string {
  return source.startsWith('.') ? posix.join(posix.dirname(from), source) : source;
}

const layerOf = (path: string) => LAYERS.indexOf(path.split('/')[0]!);

export function misplaced(graph: readonly Edge[], files: Readonly<Record<string, string>>): Misplaced[] {
  const wrong: Misplaced[] = [];
  for (const layer of LAYERS) if (!files[`${layer}/index.ts`]) wrong.push({ file: 'main.ts', text: `− ${layer}/index.ts` });
  for (const layer of LAYERS)
    if (!graph.some(({ from, to }) => from === 'main.ts' && to.startsWith(`${layer}/`))) wrong.push({ file: 'main.ts', text: `main.ts ↛ ${layer}/` });
  for (const { from, to, typeOnly } of graph) {
    const level = layerOf(from);
    if (level < 0) continue;
    const target = layerOf(to);
    const own = target === level || target === level - 1;
    const contract = to === 'contratos.ts' && typeOnly;
    const library = to === '@bancada/sdk' || (to.startsWith('node:') && (level === 0 || typeOnly));
    if (!own && !contract && !library) wrong.push({ file: from, text: `${from} → ${to}` });
  }
  for (const [path, text] of Object.entries(files)) {
    if (layerOf(path) < 0) continue;
    const code = withoutComments(text);
    for (const { pattern, layer, text: what } of OWN) {
      if (path.split('/')[0] !== layer && pattern.test(code)) wrong.push({ file: path, text: `${path}: ${what}` });
    }
  }
  return wrong;
}

/** Imports of a layer's tests that reach another layer: there a fake would do. */
export function testImports(files: Readonly<Record<string, string>>): string[] {
  const graph = graphOf(files);
  const missing = LAYERS.filter((layer) => !files[`testes/${layer}.ts`]).map((layer) => `− testes/${layer}.ts`);
  const foreign = graph.filter(({ from, to, typeOnly }) => {
    const layer = /^testes\/(\w+)\.ts$/.exec(from)?.[1];
    return (
      layer !== undefined && LAYERS.includes(layer) && !typeOnly && !to.startsWith(`${layer}/`) && !to.startsWith('node:') && to !== '@bancada/sdk'
    );
  });
  return [...missing, ...foreign.map(({ from, to }) => `${from} → ${to}`)];
}

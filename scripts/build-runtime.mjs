/**
 * Builds dist/runtime: what runs beside a learner's program, bundled so that it needs no install.
 *   node_modules/@bancada/sdk/   the SDK, the trainers, the model server; TensorFlow.js in chunks of their own
 *   serve.js                     the model server as a program
 *   types.json                   { path: content } of every declaration the learner's editor needs
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { swapIn } from './setup/swap.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** Where to build; a test builds elsewhere. */
const target = resolve(process.argv[2] ?? join(root, 'dist/runtime'));
/** Programs may be running from the last build: it is replaced at once, when the new one is whole. */
const out = `${target}.new`;
const sdk = join(out, 'node_modules/@bancada/sdk');
const require = createRequire(import.meta.url);

async function bundle() {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    // The tensor libraries' module builds shake off what is not used; their default for Node is one piece.
    resolve: { mainFields: ['module', 'main'] },
    // Emscripten's glue was written for CommonJS.
    define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node24',
      outDir: sdk,
      emptyOutDir: false,
      minify: true,
      sourcemap: false,
      rolldownOptions: {
        input: { index: join(root, 'src-runtime/sdk/index.ts'), serve: join(root, 'src-runtime/server/serve.ts') },
        output: {
          format: 'esm',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          minify: { mangle: { keepNames: { function: true, class: true } }, compress: true },
        },
      },
    },
  });
}

function packageJson() {
  const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    name: '@bancada/sdk',
    version,
    license,
    type: 'module',
    exports: { '.': { types: './index.d.ts', default: './index.js' }, './serve': './serve.js' },
    types: './index.d.ts',
  };
}

/** Emits declarations and keeps those that index.d.ts leads to. */
function declarations() {
  const emitted = join(out, '.types');
  rmSync(emitted, { recursive: true, force: true });
  mkdirSync(emitted, { recursive: true });
  const config = join(emitted, 'tsconfig.json');
  const options = {
    noEmit: false,
    noCheck: true,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: '.',
    rootDir: join(root, 'src-runtime'),
    typeRoots: [join(root, 'node_modules/@types')],
  };
  writeFileSync(
    config,
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions: options, include: [], files: [join(root, 'src-runtime/sdk/index.ts')] }),
  );
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', config], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tsc could not emit the runtime's declarations:\n${stdout}`);
  const files = {};
  const wanted = ['sdk/index.d.ts'];
  for (const path of wanted) {
    const text = readFileSync(join(emitted, path), 'utf8')
      .replaceAll(/(from '[^']+)\.ts'/g, "$1.js'")
      .replaceAll(/(from "[^"]+)\.ts"/g, '$1.js"');
    mkdirSync(dirname(join(sdk, path)), { recursive: true });
    writeFileSync(join(sdk, path), text);
    files[`node_modules/@bancada/sdk/${path}`] = text;
    for (const [, target] of text.matchAll(/from ['"](\.[^'"]+)\.js['"]/g)) {
      const next = `${join(dirname(path), target)}.d.ts`;
      if (!wanted.includes(next)) wanted.push(next);
    }
  }
  rmSync(emitted, { recursive: true, force: true });
  // Where editors look that do not read package.json.
  const entry = "export * from './sdk/index.js';\n";
  writeFileSync(join(sdk, 'index.d.ts'), entry);
  files['node_modules/@bancada/sdk/index.d.ts'] = entry;
  files['node_modules/@bancada/sdk/package.json'] = readFileSync(join(sdk, 'package.json'), 'utf8');
  files['node_modules/@bancada/globals.d.ts'] = GLOBALS;
  return files;
}

/** What a program may use of Node without its whole library of types. */
const GLOBALS = `interface ImportMeta {
  /** True in the program that was started, false in a file that it imports. */
  readonly main: boolean;
  readonly url: string;
  readonly dirname: string;
  readonly filename: string;
}
declare const console: { log(...data: unknown[]): void; error(...data: unknown[]): void; warn(...data: unknown[]): void; table(data: unknown): void };
declare const performance: { now(): number };
declare function setTimeout(run: () => void, ms?: number): unknown;
declare function structuredClone<T>(value: T): T;
declare module 'node:fs' {
  export function readFileSync(path: string, encoding: 'utf8'): string;
  export function writeFileSync(path: string, content: string): void;
  export function appendFileSync(path: string, content: string): void;
  export function existsSync(path: string): boolean;
  export function readdirSync(path: string): string[];
  export function mkdirSync(path: string, options?: { recursive?: boolean }): void;
  export function copyFileSync(from: string, to: string): void;
  export function cpSync(from: string, to: string, options?: { recursive?: boolean; dereference?: boolean }): void;
  export function rmSync(path: string, options?: { recursive?: boolean; force?: boolean }): void;
}
declare module 'node:path' {
  export function join(...parts: string[]): string;
  export function resolve(...parts: string[]): string;
  export function relative(from: string, to: string): string;
  export function basename(path: string, ending?: string): string;
  export function dirname(path: string): string;
  export function extname(path: string): string;
}
`;

function sizeOf(folder) {
  let total = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) total += readFileSync(join(entry.parentPath, entry.name)).length;
  }
  return total;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(sdk, { recursive: true });
await bundle();
const wasm = 'tfjs-backend-wasm-simd.wasm';
// Beside the chunk that loads it.
copyFileSync(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), wasm), join(sdk, 'chunks', wasm));
// By name: in an image it lies elsewhere than the packages.
writeFileSync(join(out, 'serve.js'), "import '@bancada/sdk/serve';\n");
writeFileSync(join(out, 'package.json'), `${JSON.stringify({ type: 'module' })}\n`);
writeFileSync(join(sdk, 'package.json'), `${JSON.stringify(packageJson(), null, 2)}\n`);
writeFileSync(join(out, 'types.json'), `${JSON.stringify(declarations(), null, 1)}\n`);
swapIn(out, target);
console.error(`${relative(process.cwd(), target)}: ${(sizeOf(target) / 1e6).toFixed(1)} MB`);

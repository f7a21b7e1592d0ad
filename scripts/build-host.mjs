/**
 * Builds dist/host: the web host and the CLI as few files. From their sources they start as well, but have up to nine hundred to find, read and check first.
 *   main.js      src-main/hosts/web/main.ts with the packages it needs
 *   cli.js       src-main/hosts/cli/main.ts, the same for `bancada`
 *   core-process.js   src-main/hosts/electron/core-process.ts, the core inside Electron
 *   readers.js   src-main/readers.ts, the threads that search
 *   table-worker.js   src-main/table-worker.ts, the processes that read tables
 *   gateway-process.js   src-main/gateway-process.ts, the process in front of endpoints
 *   load-process.js   src-main/load-process.ts, the process that sends a load test's requests
 *   data-thread  src-main/data-thread.ts, the threads that import and restore data
 *   backup-thread.js   src-main/backup-thread.ts, the threads that make and check backups
 *   dockerode    in a file of its own, loaded when somebody asks for an engine
 *   migrations   the SQL files, which stand beside whatever reads them
 */
import { cpSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { isChunk, swapIn } from './setup/swap.mjs';

const root = resolve(import.meta.dirname, '..');
const target = join(root, 'dist/host');
/** A host may be running from the last build. */
const out = `${target}.new`;

/** What the Docker client loads for builds with BuildKit and engines behind SSH, which we do not use: 30 MB of memory. */
const unused = new Set(['@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs', 'ssh2']);
const withoutUnused = {
  name: 'without-unused',
  enforce: 'pre',
  resolveId: (id) => (unused.has(id) ? '\0unused' : null),
  load: (id) => (id === '\0unused' ? 'export default {};' : null),
};

/**
 * Imported, a module of Node hands out every one of its names at once, and with them what nobody asked for: `node:http` an HTTP client and a
 * WebSocket (35 ms), `node:crypto` the web's. So each name is taken when it is used. Not `node:module`, which the bundle's own start-up needs.
 */
const builtins = new Set(builtinModules.filter((name) => name !== 'module').flatMap((name) => [name, `node:${name}`]));
const lazyBuiltins = {
  name: 'lazy-builtins',
  enforce: 'pre',
  resolveId: (id) => (builtins.has(id) ? `\0builtin:${id.replace('node:', '')}` : null),
  load: (id) => (id.startsWith('\0builtin:') ? `module.exports = process.getBuiltinModule('node:${id.slice(9)}');` : null),
};

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  plugins: [withoutUnused, lazyBuiltins],
  // Packages written for CommonJS.
  define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
  ssr: {
    noExternal: true,
    target: 'node',
    external: ['better-sqlite3', '@duckdb/node-api'], // native
  },
  build: {
    ssr: true,
    target: 'node24',
    outDir: out,
    emptyOutDir: true,
    minify: true,
    rolldownOptions: {
      // What programs share stands in chunks: one that lay in a program's own file would run it whenever another takes it from there.
      preserveEntrySignatures: 'strict',
      // Declaring schemas is not a side effect: who takes an error from the contract takes no schema with it.
      treeshake: { moduleSideEffects: (id) => !id.includes('/src-main/contract/') },
      input: {
        main: join(root, 'src-main/hosts/web/main.ts'),
        cli: join(root, 'src-main/hosts/cli/main.ts'),
        'core-process': join(root, 'src-main/hosts/electron/core-process.ts'),
        readers: join(root, 'src-main/readers.ts'),
        'data-thread': join(root, 'src-main/data-thread.ts'),
        'backup-thread': join(root, 'src-main/backup-thread.ts'),
        'table-worker': join(root, 'src-main/table-worker.ts'),
        'gateway-process': join(root, 'src-main/gateway-process.ts'),
        'load-process': join(root, 'src-main/load-process.ts'),
      },
      output: {
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        minify: { mangle: { keepNames: { function: true, class: true } }, compress: true },
      },
    },
  },
});
cpSync(join(root, 'src-main/storage/migrations'), join(out, 'migrations'), { recursive: true });
swapIn(out, target, isChunk);

/**
 * Builds dist/host: the web host as one file. From its sources it starts as well, but has some four hundred files to find, read and check first.
 *   main.js      src-main/hosts/web/main.ts with the packages it needs
 *   migrations   the SQL files, which stand beside whatever reads them
 */
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '..');
const out = join(root, 'dist/host');

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  // Packages written for CommonJS.
  define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
  ssr: {
    noExternal: true,
    target: 'node',
    // A native module, and one that is loaded when somebody asks for an engine.
    external: ['better-sqlite3', 'dockerode'],
  },
  build: {
    ssr: true,
    target: 'node24',
    outDir: out,
    emptyOutDir: true,
    minify: true,
    rolldownOptions: {
      input: { main: join(root, 'src-main/hosts/web/main.ts') },
      output: { format: 'esm', entryFileNames: '[name].js', minify: { mangle: { keepNames: { function: true, class: true } }, compress: true } },
    },
  },
});
cpSync(join(root, 'src-main/storage/migrations'), join(out, 'migrations'), { recursive: true });

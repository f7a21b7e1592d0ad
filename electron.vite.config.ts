import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import { isChunk, swapWhenWritten } from './scripts/setup/swap.mjs';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Main process, core process and preload. The renderer is the same as the web host's and is built by vite.config.ts. */
export default defineConfig({
  main: {
    build: {
      outDir: 'dist/electron/main.new',
      externalizeDeps: true,
      rollupOptions: {
        input: {
          main: path('src-main/hosts/electron/main.ts'),
          'core-process': path('src-main/hosts/electron/core-process.ts'),
          readers: path('src-main/readers.ts'),
          'table-worker': path('src-main/table-worker.ts'),
          'gateway-process': path('src-main/gateway-process.ts'),
          'load-process': path('src-main/load-process.ts'),
          'backup-thread': path('src-main/backup-thread.ts'),
          'data-thread': path('src-main/data-thread.ts'),
        },
        output: { format: 'es', chunkFileNames: '[name]-[hash].js' },
      },
    },
    plugins: [
      {
        name: 'migrations',
        // The SQL files stand beside whatever chunk reads them.
        writeBundle: () => cpSync(path('src-main/storage/migrations'), path('dist/electron/main.new/migrations'), { recursive: true }),
      },
      swapWhenWritten(isChunk),
    ],
  },
  preload: {
    plugins: [swapWhenWritten()],
    build: {
      outDir: 'dist/electron/preload.new',
      rollupOptions: { input: { preload: path('src-main/hosts/electron/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
});

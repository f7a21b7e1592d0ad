import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import { isChunk, swapWhenWritten } from './scripts/setup/swap.mjs';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Main process and preload, whole: in an installed program no packages stand beside them. The core is built with the other hosts (scripts/build-host.mjs), the renderer by vite.config.ts. */
export default defineConfig({
  main: {
    build: {
      outDir: 'dist/electron/main.new',
      externalizeDeps: false,
      rollupOptions: {
        input: { main: path('src-main/hosts/electron/main.ts') },
        output: { format: 'es', chunkFileNames: '[name]-[hash].js' },
      },
    },
    plugins: [swapWhenWritten(isChunk)],
  },
  preload: {
    plugins: [swapWhenWritten()],
    build: {
      outDir: 'dist/electron/preload.new',
      rollupOptions: { input: { preload: path('src-main/hosts/electron/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
});

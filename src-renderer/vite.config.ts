/** The renderer's build: `vite build -c src-renderer/vite.config.ts` writes dist/renderer, which both the web host and Electron serve. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  // Relative addresses: the same files are served from a path of the web host and from Electron's own protocol.
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: here('../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    // Monaco's TypeScript worker is one 6 MB file and is loaded only by the editor.
    chunkSizeWarningLimit: 7000,
    // A modulepreload polyfill would be an inline script, which the content security policy refuses.
    modulePreload: { polyfill: false },
    rollupOptions: {
      // Declaring schemas is not a side effect: only the words of the errors are taken from the contract, never zod.
      output: {
        // What the first screen always needs, in one file instead of dozens.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|@orpc|@tanstack\/(query-core|react-query)|wouter|zustand)\//,
            },
          ],
        },
      },
      treeshake: { moduleSideEffects: (id: string) => !id.includes('/src-main/contract/') },
    },
  },
});

/** The renderer's build: `vite build -c src-renderer/vite.config.ts` writes dist/renderer, which both the web host and Electron serve. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const components = [
  'ActionIcon',
  'Anchor',
  'Button',
  'CloseButton',
  'Group',
  'Kbd',
  'Loader',
  'Notification',
  'Paper',
  'Popover',
  'Portal',
  'Progress',
  'Skeleton',
  'Text',
  'Tooltip',
  'Transition',
  'UnstyledButton',
].join('|');

/** What the first screen always needs, in two files instead of a hundred. */
const groups = [
  {
    name: 'base',
    test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store|@orpc|@tanstack\/(query-core|react-query)|wouter|zustand)\//,
    priority: 2,
  },
  {
    name: 'frame',
    test: new RegExp(
      `node_modules/(@floating-ui|clsx|react-transition-group|lucide-react|@mantine/(hooks|store|notifications|core/esm/(core|utils|components/(${components}))))/|src-renderer/lib/|src-renderer/components/[a-z-]+\\.tsx?$`,
    ),
    priority: 1,
  },
];

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
      output: { codeSplitting: { groups } },
      treeshake: { moduleSideEffects: (id: string) => !id.includes('/src-main/contract/') },
    },
  },
});

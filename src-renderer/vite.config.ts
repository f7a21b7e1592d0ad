/** The renderer's build: `vite build -c src-renderer/vite.config.ts` writes dist/renderer, which both the web host and Electron serve. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { swapWhenWritten } from '../scripts/setup/swap.mjs';

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

/** What the first screen always needs, in three files instead of a hundred. */
const groups = [
  {
    // What the first script needs to ask for everything else, of the host and of the core: it waits for none of the large files.
    name: 'first',
    test: /preload-helper|src-renderer\/lib\/load\.ts|src-renderer\/app\/(catalogues|remembered-settings|client|first-answers|connection\/[a-z-]+)\.ts|node_modules\/@orpc\//,
    priority: 3,
  },
  {
    name: 'base',
    test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store|@tanstack\/(query-core|react-query)|wouter|zustand)\//,
    priority: 2,
  },
  {
    name: 'frame',
    test: new RegExp(
      `node_modules/(@floating-ui|clsx|react-transition-group|lucide-react|@mantine/(hooks|store|notifications|core/esm/(core|utils|components/(${components}))))/|src-renderer/lib/(check-run|format|lazily|load|metric-value|next-module|use-[a-z]+)\\.ts|src-renderer/app/(queries|settings|errors|i18n|paths|ui-store|use-[a-z]+|frame/engine-state)\\.tsx?$|src-renderer/components/(empty-state|error-state|loading|not-found|page|progress-line|status[a-z-]*)\\.tsx?$`,
    ),
    priority: 1,
  },
];

/**
 * Most functions of these scripts are called before the first screen is drawn. Told so, V8 compiles them beside the page's own thread while they
 * arrive, instead of one by one as they are called: 40 of that thread's 150 ms (https://v8.dev/blog/explicit-compile-hints). Of the frame, with
 * every icon of the app, fewer are called.
 */
const calledAtOnce = new Set(['first', 'base', 'main', 'pages']);
const compiledAtOnce: Plugin = {
  name: 'compiled-at-once',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && calledAtOnce.has(file.name)) file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
      }
    },
  },
};

/** The page names what the app needs from the beginning, so that it comes together with the first script and not after it. */
const together: Plugin = {
  name: 'together',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const chunks = new Map(Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
      const needed = new Set<string>();
      const need = (name: string) => {
        if (needed.has(name)) return;
        needed.add(name);
        for (const next of chunks.get(name)?.imports ?? []) need(next);
      };
      for (const { fileName, facadeModuleId } of chunks.values()) if (facadeModuleId === here('main.tsx')) need(fileName);
      const styles = new Set([...needed].flatMap((name) => [...(chunks.get(name)?.viteMetadata?.importedCss ?? [])]));
      const link = (attrs: Record<string, string>) => ({ tag: 'link', attrs, injectTo: 'head' as const });
      return [
        // Only asked for: the script that loads the app adds them, and asks again for one that is dropped.
        ...[...styles].map((href) => link({ rel: 'preload', as: 'style', crossorigin: '', href: `./${href}` })),
        ...[...needed].map((href) => link({ rel: 'modulepreload', crossorigin: '', href: `./${href}` })),
      ].filter(({ attrs }) => !html.includes(`"${attrs.href}"`));
    },
  },
};

export default defineConfig({
  root: here('.'),
  // Relative addresses: the same files are served from a path of the web host and from Electron's own protocol.
  base: './',
  plugins: [react(), together, compiledAtOnce, swapWhenWritten((path) => path.startsWith('assets/'))],
  worker: { format: 'es' },
  build: {
    outDir: here('../dist/renderer.new'),
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

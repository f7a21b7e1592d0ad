/** The page's first script, small on purpose: it loads the app, again if the network of the machine changes in that moment (see lib/load.ts). */
import { catalogueOf } from './app/catalogues.ts';
import { firstAnswers } from './app/first-answers.ts';
import { rememberedSettings } from './app/remembered-settings.ts';
import { load } from './lib/load.ts';

window.addEventListener('vite:preloadError', (event) => {
  // Vite asks for a style sheet once; a script that is dropped is asked for again by `load`.
  const href = /^Unable to preload CSS for (.+)$/.exec(event.payload.message)?.[1];
  if (!href) return;
  event.preventDefault();
  load(() => addStyles(href)).catch(console.error);
});

firstAnswers();
// Needed with the app, so asked for with it; whether it came is seen there.
void catalogueOf(rememberedSettings().language, 'first').catch(() => undefined);

load(() => import('./main.tsx')).catch((error: unknown) => {
  console.error(error);
  const root = document.getElementById('root');
  // No catalogue is here yet, so both languages.
  if (root) root.textContent = 'A Bancada não abriu por inteiro: recarregue a página. · Bancada did not open completely: reload the page.';
});

function addStyles(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      link.remove();
      reject(new Error(`no style sheet ${href}`));
    });
    document.head.append(link);
  });
}

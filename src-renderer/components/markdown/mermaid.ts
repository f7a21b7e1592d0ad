/** Draws one diagram. Mermaid keeps one configuration for all, so drawings go one after the other. */
import { load } from '../../lib/load.ts';

/** The smallest scale at which 14 px of text can be read. */
const legible = 0.75;

/** Of each theme. */
const keptPictures = 60;

let queue: Promise<unknown> = Promise.resolve();
const kept = new Map<string, Promise<Element>>();

/** A picture of its own each time; one that was drawn before in this theme is there at once. */
export async function drawMermaid(id: string, source: string, theme: string): Promise<Node> {
  const key = `${theme} ${source}`;
  const known = kept.get(key);
  const drawn = known ?? queue.then(() => draw(id, source));
  if (!known) {
    queue = drawn.catch(() => kept.delete(key));
    kept.set(key, drawn);
    const [oldest] = kept.keys();
    if (kept.size > 2 * keptPictures && oldest !== undefined) kept.delete(oldest);
  }
  return (await drawn).cloneNode(true);
}

async function draw(id: string, source: string): Promise<Element> {
  const { default: mermaid } = await load(() => import('mermaid'));
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--b-${name}`).trim();
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: 'base',
    look: 'classic',
    fontFamily: '"Inter Variable", system-ui, sans-serif',
    themeVariables: {
      darkMode: document.documentElement.dataset.mantineColorScheme === 'dark',
      fontSize: '14px',
      background: colour('surface'),
      primaryColor: colour('accent-soft'),
      primaryTextColor: colour('text'),
      primaryBorderColor: colour('accent'),
      secondaryColor: colour('sunken'),
      tertiaryColor: colour('sunken'),
      lineColor: colour('muted'),
      textColor: colour('text'),
      edgeLabelBackground: colour('surface'),
    },
  });
  const { svg } = await mermaid.render(id, source);
  const picture = new DOMParser().parseFromString(svg, 'text/html').body.querySelector('svg');
  if (!picture) throw new Error('Mermaid drew nothing');
  // A wide picture scrolls rather than shrinks below what can be read.
  picture.style.minWidth = `${Math.round(picture.viewBox.baseVal.width * legible)}px`;
  return picture;
}

/** Draws one diagram. Mermaid keeps one configuration for all, so drawings go one after the other. */
import { load } from '../../lib/load.ts';

/** The smallest scale at which 14 px of text can be read. */
const legible = 0.75;

let queue: Promise<unknown> = Promise.resolve();

export function drawMermaid(id: string, source: string): Promise<Element> {
  const drawn = queue.then(() => draw(id, source));
  queue = drawn.catch(() => undefined);
  return drawn;
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

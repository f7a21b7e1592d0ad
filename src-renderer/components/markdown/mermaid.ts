/** Draws one diagram. Mermaid keeps one configuration for all, so drawings go one after the other. */
import { load } from '../../lib/load.ts';

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
  return new DOMParser().parseFromString(svg, 'text/html').body.firstElementChild ?? document.createElement('span');
}

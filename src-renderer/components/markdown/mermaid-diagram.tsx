/** A Mermaid fence as a picture in the colours of the theme, drawn when one comes near it; Mermaid is loaded with the first one. */
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../code-block.tsx';
import classes from './markdown.module.css';
import { drawMermaid } from './mermaid.ts';

export function MermaidDiagram({ source }: { source: string }) {
  const { t } = useTranslation('common');
  const host = useRef<HTMLDivElement>(null);
  const id = `mermaid-${useId().replaceAll(/\W/g, '')}`;
  const scheme = useComputedColorScheme();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const place = host.current;
    if (!place) return;
    let current = true;
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        near.disconnect();
        drawMermaid(id, source, scheme)
          .then((picture) => current && place.replaceChildren(picture))
          .catch(() => current && setFailed(true));
      },
      { rootMargin: '800px' },
    );
    near.observe(place);
    return () => {
      current = false;
      near.disconnect();
    };
  }, [id, source, scheme]);

  if (failed) {
    return (
      <>
        <p role="alert">{t('markdown.diagramError')}</p>
        <CodeBlock text={source} language="mermaid" />
      </>
    );
  }
  return <div ref={host} className={classes.mermaid} role="img" aria-label={t('markdown.diagram')} />;
}

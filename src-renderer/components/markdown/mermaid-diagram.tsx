/** A Mermaid fence as a picture in the colours of the theme; Mermaid is loaded with the first one. */
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme needs another picture.
  useEffect(() => {
    let current = true;
    drawMermaid(id, source)
      .then((picture) => current && host.current?.replaceChildren(picture))
      .catch(() => current && setFailed(true));
    return () => {
      current = false;
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

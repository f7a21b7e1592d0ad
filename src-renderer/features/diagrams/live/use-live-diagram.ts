// useLiveDiagram: the picture of a source that changes. Waits until typing pauses; keeps the last good picture beside an error.
import { useEffect, useRef, useState } from 'react';
import type { DiagramError } from '../engine/picture-error.ts';
import type { DiagramLanguage, DiagramTheme } from '../engine/source.ts';
import { LiveRenderer } from './live-renderer.ts';

const PAUSE_MS = 400;

export interface LiveDiagram {
  svg: string;
  error: DiagramError | undefined;
  drawing: boolean;
  /** How long the last picture took, waiting included. */
  tookMs: number | undefined;
}

/** One engine for the whole app: opened by the first editor, kept for the next one. */
let shared: LiveRenderer | undefined;
function sharedRenderer(): LiveRenderer {
  shared ??= new LiveRenderer(
    () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'diagrams' }),
    new URL('plantuml/', document.baseURI).href,
  );
  return shared;
}

/** `before` is shown until the engine has drawn for the first time. */
export function useLiveDiagram(source: string, theme: DiagramTheme, language: DiagramLanguage, before = ''): LiveDiagram {
  const [state, setState] = useState<LiveDiagram>({ svg: before, error: undefined, drawing: true, tookMs: undefined });
  const first = useRef(true);

  useEffect(() => {
    let current = true;
    setState((last) => ({ ...last, drawing: true }));
    const timer = setTimeout(
      async () => {
        first.current = false;
        const started = performance.now();
        const result = await sharedRenderer().render(source, { theme, language });
        if (!current || !result) return;
        const tookMs = performance.now() - started;
        setState((last) => ({ svg: result.svg ?? last.svg, error: result.error, drawing: false, tookMs }));
      },
      first.current ? 0 : PAUSE_MS,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [source, theme, language]);

  return state;
}

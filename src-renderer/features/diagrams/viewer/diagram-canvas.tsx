// DiagramCanvas: one picture in a frame that can be moved and zoomed; its elements can be chosen.
import { type KeyboardEvent, type MouseEvent, type Ref, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react';
import classes from '../diagrams.module.css';
import { aliasAt, type DiagramElements, makeAskable, markChosen } from './elements.ts';
import { parseSvg, sizeOf } from './safe-svg.ts';
import { usePanZoom } from './use-pan-zoom.ts';

export interface CanvasHandle {
  showAll(): void;
  zoom(factor: number): void;
  /** Where the element stands in the frame: 0 at its left edge, 1 at its right edge. */
  across(alias: string): number;
}

interface DiagramCanvasProps {
  svg: string;
  label: string;
  elements: DiagramElements;
  chosen?: string | undefined;
  onChoose(alias: string | undefined): void;
  fillsWindow?: boolean;
  ref?: Ref<CanvasHandle>;
}

export function DiagramCanvas({ svg, label, elements, chosen, onChoose, fillsWindow = false, ref }: DiagramCanvasProps) {
  const frame = useRef<HTMLElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const picture = useMemo(() => parseSvg(svg), [svg]);
  const { view, showAll, zoom, onKey, dragged } = usePanZoom(frame, picture && sizeOf(picture), fillsWindow);
  useImperativeHandle(ref, () => ({ showAll, zoom, across: (alias) => across(frame.current, alias) }), [showAll, zoom]);

  useLayoutEffect(() => {
    holder.current?.replaceChildren(...(picture ? [picture] : []));
    if (picture) makeAskable(picture, elements);
  }, [picture, elements]);
  useLayoutEffect(() => {
    if (picture) markChosen(picture, chosen);
  }, [picture, chosen]);

  const handleClick = (event: MouseEvent) => {
    if (!dragged.current) onChoose(aliasAt(event.target, elements));
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const alias = aliasAt(event.target, elements);
    if (alias && (event.key === 'Enter' || event.key === ' ')) onChoose(alias);
    else if (event.key === 'Escape' && chosen !== undefined) onChoose(undefined);
    else if (!onKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section
      ref={frame}
      className={classes.frame}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys that move and zoom need a place to land
      tabIndex={0}
      onClick={handleClick}
      onKeyDown={handleKey}
    >
      <div ref={holder} className={classes.picture} style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }} />
    </section>
  );
}

function across(frame: HTMLElement | null, alias: string): number {
  const element = frame?.querySelector(`.entity[data-alias="${CSS.escape(alias)}"], [data-alias="${CSS.escape(alias)}"]`);
  if (!frame || !element) return 0;
  const [outer, inner] = [frame.getBoundingClientRect(), element.getBoundingClientRect()];
  return (inner.left + inner.width / 2 - outer.left) / outer.width;
}

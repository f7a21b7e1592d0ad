// usePanZoom: the view of a frame, moved by drag, wheel, pinch and keys; follows the size of the frame until someone moves it.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { fitView, panBy, type Size, type View, zoomAt } from './pan-zoom.ts';

const STEP = 1.25;
const KEY_PAN = 48;

export interface PanZoom {
  view: View;
  showAll(): void;
  zoom(factor: number): void;
  /** True when the key meant something here. */
  onKey(key: string): boolean;
  /** True while (and just after) a drag: the click that ends it selects nothing. */
  dragged: RefObject<boolean>;
}

/** `wholeWheel`: the wheel zooms without Ctrl, for a frame that fills the window and cannot steal scrolling. */
export function usePanZoom(frame: RefObject<HTMLElement | null>, picture: Size | undefined, wholeWheel: boolean): PanZoom {
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 });
  const moved = useRef(false);
  const dragged = useRef(false);
  const width = picture?.width ?? 0;
  const height = picture?.height ?? 0;

  const showAll = useCallback(() => {
    const box = frame.current?.getBoundingClientRect();
    if (!box || width === 0) return;
    moved.current = false;
    setView(fitView(box, { width, height }));
  }, [frame, width, height]);

  const move = useCallback((change: (view: View) => View) => {
    moved.current = true;
    setView(change);
  }, []);

  const zoom = useCallback(
    (factor: number) => {
      const box = frame.current?.getBoundingClientRect();
      if (box) move((before) => zoomAt(before, factor, { x: box.width / 2, y: box.height / 2 }));
    },
    [frame, move],
  );

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    showAll();
    const observer = new ResizeObserver(() => !moved.current && showAll());
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, showAll]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!(wholeWheel || event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0022));
      move((before) => zoomAt(before, factor, { x: event.clientX - box.left, y: event.clientY - box.top }));
    };
    const onDown = (down: PointerEvent) => {
      if (down.button !== 0) return;
      dragged.current = false;
      const onMove = (event: PointerEvent) => {
        const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > 4;
        if (far && !dragged.current) element.setPointerCapture(down.pointerId);
        dragged.current ||= far;
        if (dragged.current) move((before) => panBy(before, event.movementX, event.movementY));
      };
      const stop = () => element.removeEventListener('pointermove', onMove);
      element.addEventListener('pointermove', onMove);
      for (const end of ['pointerup', 'pointercancel']) element.addEventListener(end, stop, { once: true });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
    };
  }, [frame, move, wholeWheel]);

  const onKey = (key: string): boolean => {
    const pans: Record<string, [number, number]> = {
      ArrowLeft: [KEY_PAN, 0],
      ArrowRight: [-KEY_PAN, 0],
      ArrowUp: [0, KEY_PAN],
      ArrowDown: [0, -KEY_PAN],
    };
    const pan = pans[key];
    if (pan) move((before) => panBy(before, ...pan));
    else if (key === '+' || key === '=') zoom(STEP);
    else if (key === '-') zoom(1 / STEP);
    else if (key === '0') showAll();
    else return false;
    return true;
  };

  return { view, showAll, zoom, onKey, dragged };
}

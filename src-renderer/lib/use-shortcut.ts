/** One key of a page. Not while a person types: an input, the editor and an open dialog keep their keys. */
import { useEffect, useRef } from 'react';

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
      target.closest('.monaco-editor, [role="dialog"]') !== null)
  );
}

export function useShortcut(keys: string | string[], act: (key: string) => void, active = true): void {
  const latest = useRef(act);
  latest.current = act;
  const wanted = [keys].flat().join('\n');
  useEffect(() => {
    if (!active) return;
    const wantedKeys = wanted.split('\n');
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !wantedKeys.includes(event.key)) return;
      if (event.key === ' ' && event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      latest.current(event.key);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [wanted, active]);
}

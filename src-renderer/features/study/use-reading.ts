/** Where in the text a person is, and which sections they reached the end of. */
import { useEffect, useRef, useState } from 'react';
import { api } from '../../app/client.ts';

/** How long the end of a section is in view before it counts as read. */
const dwellMs = 1200;

/** What the bars at the top cover is not in view. */
const belowHeader = '-104px 0px 0px 0px';

interface Reading {
  read: ReadonlySet<string>;
  onRead(section: string): void;
}

export function useReading(moduleId: string, sections: readonly string[], { read, onRead }: Reading): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  const latest = useRef({ read, onRead, handled: new Set<string>() });
  latest.current.read = read;
  latest.current.onRead = onRead;

  useEffect(() => {
    if (sections.length === 0) return;
    const main = document.getElementById('conteudo');
    const timers = new Map<string, ReturnType<typeof setTimeout>>();
    let scrolled = false;
    const noticeScroll = () => {
      scrolled = true;
    };
    main?.addEventListener('scroll', noticeScroll, { passive: true });

    const ends = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const id = (target as HTMLElement).dataset.end ?? '';
          clearTimeout(timers.get(id));
          if (!isIntersecting || !scrolled) continue;
          timers.set(
            id,
            setTimeout(() => {
              const { handled } = latest.current;
              // Marked once by itself: who takes the mark away keeps it away.
              if (handled.has(id) || latest.current.read.has(id)) return;
              handled.add(id);
              latest.current.onRead(id);
            }, dwellMs),
          );
        }
      },
      { rootMargin: belowHeader },
    );
    const heads = new IntersectionObserver(
      (entries) => {
        const seen = entries.find(({ isIntersecting }) => isIntersecting);
        if (seen) setCurrent((seen.target as HTMLElement).dataset.section ?? null);
      },
      { rootMargin: '-96px 0px -70% 0px' },
    );
    for (const element of document.querySelectorAll('[data-end]')) ends.observe(element);
    for (const element of document.querySelectorAll('[data-section]')) heads.observe(element);
    return () => {
      main?.removeEventListener('scroll', noticeScroll);
      for (const timer of timers.values()) clearTimeout(timer);
      ends.disconnect();
      heads.disconnect();
    };
  }, [sections]);

  useEffect(() => {
    const timer = setTimeout(() => {
      void api.study.visit({ moduleId, tab: 'estudar', ...(current ? { section: current } : {}) }).catch(() => undefined);
    }, 1000);
    return () => clearTimeout(timer);
  }, [moduleId, current]);

  return current;
}

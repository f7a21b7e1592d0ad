/** The study text: contents at the left, a column of 72 characters, notes at the right; sections remember that they were read. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { GlossaryTerm, ModuleSummary } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { Contents } from './contents.tsx';
import { firstUses } from './first-uses.ts';
import { LiveBox } from './live-box.tsx';
import { Section } from './section.tsx';
import classes from './study.module.css';
import { useGradually } from './use-gradually.ts';
import { useReading } from './use-reading.ts';

const noTerms: GlossaryTerm[] = [];
const noNotes: string[] = [];
const fences = { laboratorio: (source: string) => <LiveBox source={source} /> };

export default function StudyTab({ module, section }: { module: ModuleSummary; section: string | undefined }) {
  const { language } = useLocale();
  const text = useQuery(queries.catalog.study({ moduleId: module.id, language }));
  const glossary = useQuery(queries.catalog.glossary({ language }));
  const overview = useQuery(queries.study.overview());
  const progress = overview.data?.modules.find(({ moduleId }) => moduleId === module.id);
  const read = useMemo(() => new Set(progress?.sectionsRead), [progress]);
  const { mutate } = useAction((change: { section: string; read: boolean }) => api.study.markRead({ moduleId: module.id, ...change }));
  const mark = useCallback((id: string, now: boolean) => mutate({ section: id, read: now }), [mutate]);
  const sections = text.data?.sections;
  const ids = useMemo(() => sections?.map(({ id }) => id) ?? [], [sections]);
  const current = useReading(module.id, ids, { read, onRead: (id) => mark(id, true) });
  const notes = useMemo(() => firstUses(sections ?? []), [sections]);
  const drawn = useGradually(ids.length, section === undefined ? 0 : ids.indexOf(section));

  useArrival(section, ids.length > 0, drawn.size >= ids.length);

  if (text.error) return <ErrorState error={text.error} onRetry={() => void text.refetch()} />;
  return (
    <div className={classes.study}>
      <Contents moduleId={module.id} sections={sections ?? []} read={read} current={current} />
      <article className={classes.text}>
        {!sections && <LinesSkeleton n={12} />}
        {sections?.map((each, index) => (
          <Section
            key={each.id}
            section={each}
            glossary={glossary.data ?? noTerms}
            fences={fences}
            notes={notes.get(each.id) ?? noNotes}
            read={read.has(each.id)}
            drawn={drawn.has(index)}
            onRead={mark}
          />
        ))}
      </article>
    </div>
  );
}

/** The address may name a section: go there when the text is there, again when all of it is drawn, and when it names another. */
function useArrival(section: string | undefined, ready: boolean, whole: boolean) {
  const arrived = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!ready || !section) return;
    if (arrived.current === section) return;
    goToSection(section);
    if (!whole) return;
    arrived.current = section;
    // Fonts and pictures above may still be taking their room.
    const again = setTimeout(() => goToSection(section), 400);
    return () => clearTimeout(again);
  }, [section, ready, whole]);
}

function goToSection(section: string) {
  document.getElementById(section)?.scrollIntoView({ block: 'start' });
}

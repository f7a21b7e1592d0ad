/** The lines of a run as a terminal shows them: searched by the core, narrowed to a step or a level, followed to the end, copied, and taken away as a file. */
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LogLines, type LogLinesHandle } from './log-lines.tsx';
import { LogTools } from './log-tools.tsx';
import classes from './logs.module.css';
import { atLeast, type Narrowed, patternOf } from './narrow.ts';
import { useLogSearch } from './use-log-search.ts';
import { useRunLogs } from './use-run-logs.ts';

interface Props {
  runId: string;
  /** The step that was chosen elsewhere (graph, timeline). */
  step?: string | null;
}

export function LogPanel({ runId, step: chosen = null }: Props) {
  const { t } = useTranslation('common');
  const lines = useRunLogs(runId);
  const list = useRef<LogLinesHandle>(null);
  const [asked, setAsked] = useState<Narrowed>({ text: '', regex: false, matchCase: false, step: chosen ?? '', level: 'debug', onlyFound: false });
  const [before, setBefore] = useState(chosen);
  const [follow, setFollow] = useState(true);
  const [wrap, setWrap] = useState(true);
  const [place, setPlace] = useState(-1);
  if (before !== chosen) {
    setBefore(chosen);
    setAsked({ ...asked, step: chosen ?? '' });
  }

  const search = useLogSearch(runId, asked, lines.at(-1)?.seq ?? 0);
  const found = useMemo(() => (search.seqs === null ? null : new Set(search.seqs)), [search.seqs]);
  const steps = useMemo(() => [...new Set(lines.map((line) => line.step))].filter(Boolean), [lines]);
  const shown = useMemo(() => {
    const levels = new Set<string>(atLeast(asked.level));
    const isWanted = asked.onlyFound && found ? (seq: number) => found.has(seq) : () => true;
    return lines.filter((line) => (!asked.step || line.step === asked.step) && levels.has(line.level) && isWanted(line.seq));
  }, [lines, asked.step, asked.level, asked.onlyFound, found]);
  const current = search.seqs?.[place] ?? null;

  function go(by: number): void {
    if (!search.seqs?.length) return;
    const from = place < 0 && by < 0 ? 0 : place;
    const next = (from + by + search.seqs.length) % search.seqs.length;
    setPlace(next);
    setFollow(false);
    list.current?.show(search.seqs[next]!);
  }
  function narrow(change: Partial<Narrowed>): void {
    setAsked((was) => ({ ...was, ...change }));
    setPlace(-1);
  }

  return (
    <div className={classes.view}>
      <LogTools
        runId={runId}
        asked={asked}
        onAsk={narrow}
        steps={asked.step && !steps.includes(asked.step) ? [...steps, asked.step] : steps}
        search={{ ...search, place: place + 1 }}
        onGo={go}
        follow={follow}
        onFollow={setFollow}
        wrap={wrap}
        onWrap={setWrap}
        shown={shown}
      />
      {search.problem && (
        <p className={classes.problem} role="alert">
          {search.problem}
        </p>
      )}
      <LogLines
        ref={list}
        lines={shown}
        named={!asked.step && steps.length > 1}
        wrap={wrap}
        follow={follow}
        onLeave={() => setFollow(false)}
        found={found}
        current={current}
        pattern={patternOf(asked)}
        empty={asked.text && asked.onlyFound ? t('logs.noMatch', { query: asked.text }) : t('logs.empty')}
      />
    </div>
  );
}

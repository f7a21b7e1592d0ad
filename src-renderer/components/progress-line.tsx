/** A thin line of one module's journey: a piece per section, per check and per question, with gaps between; said in words too. */
import { useTranslation } from 'react-i18next';
import type { ModuleProgress } from '#contract';
import classes from './progress-line.module.css';

interface Props {
  progress: ModuleProgress;
  /** Without the words (they stay for screen readers). */
  bare?: boolean;
}

export function ProgressLine({ progress, bare = false }: Props) {
  const { t } = useTranslation('common');
  const words = t('progress', {
    read: progress.sectionsRead.length,
    sections: progress.sections,
    passed: progress.checksPassed.length,
    checks: progress.checks,
    right: progress.questionsRight,
    questions: progress.questions,
  });
  return (
    <div className={classes.progress}>
      <div className={classes.line} role="img" aria-label={words}>
        <Pieces count={progress.sections} done={progress.sectionsRead.length} />
        {progress.checks > 0 && <Pieces count={progress.checks} done={progress.checksPassed.length} kind="checks" />}
        {progress.questions > 0 && <Pieces count={progress.questions} done={progress.questionsRight} kind="questions" />}
      </div>
      {!bare && <span aria-hidden="true">{words}</span>}
    </div>
  );
}

function Pieces({ count, done, kind = 'sections' }: { count: number; done: number; kind?: 'sections' | 'checks' | 'questions' }) {
  const pieces = Array.from({ length: count }, (_, index) => index);
  return (
    <span className={classes.pieces} data-kind={kind} style={{ flexGrow: count }}>
      {pieces.map((piece) => (
        <i key={piece} data-done={piece < done || undefined} />
      ))}
    </span>
  );
}

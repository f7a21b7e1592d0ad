// DrawingStatus: one line that says whether the picture is that of the text, and if not, why and where.
import { Loader, Text } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import classes from '../diagrams.module.css';
import type { LiveDiagram } from '../live/use-live-diagram.ts';

export function DrawingStatus({ error, drawing, tookMs }: LiveDiagram) {
  const { t, i18n } = useTranslation('diagrams');
  if (error && !drawing) {
    const message = t(reasonOf(error.message), { message: error.message });
    return (
      <div className={classes.status} data-failed role="alert">
        <CircleAlert size={16} aria-hidden />
        <Text c="inherit">{error.line === undefined ? message : t('error.at', { line: error.line, message })}</Text>
      </div>
    );
  }
  const seconds = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format((tookMs ?? 0) / 1000);
  return (
    <div className={classes.status} role="status">
      {drawing && <Loader size={14} />}
      <Text c="inherit">{drawing ? t(tookMs === undefined ? 'status.loading' : 'status.drawing') : t('status.drawn', { seconds })}</Text>
    </div>
  );
}

/** PlantUML speaks English; what it says most often is said in the learner's language. */
function reasonOf(message: string): string {
  // `until001`: the end of the text came before a bracket was closed.
  if (/^until\d+$/.test(message)) return 'error.unclosed';
  if (/^Syntax Error/i.test(message)) return 'error.syntax';
  if (message === 'cannot include') return 'error.include';
  if (message === 'timeout') return 'error.timeout';
  if (message === 'empty') return 'error.empty';
  return 'error.other';
}

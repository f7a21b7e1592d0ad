/** What a job's programs wrote. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type CiJobId, sayJob } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { ErrorState } from '../../components/error-state.tsx';

export function JobLog({ id, job, status }: { id: string; job: CiJobId; status: string }) {
  const { t } = useTranslation('ci');
  const { locale } = useLocale();
  const logs = useQuery({ ...queries.ci.logs({ id, job }), queryKey: ['ci', 'logs', { id, job, status }] });
  if (logs.error) return <ErrorState error={logs.error} onRetry={() => void logs.refetch()} />;
  const text = readable(logs.data?.text ?? '');
  return (
    <section>
      <h3>{t('logOf', { job: sayJob(job, locale) })}</h3>
      <CodeBlock text={text === '' ? t('logEmpty') : text} language="text" />
    </section>
  );
}

/** Events of steps stand in it as records (RFC 7464): they are for programs. */
function readable(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('\u001e'))
    .join('\n')
    .trim();
}

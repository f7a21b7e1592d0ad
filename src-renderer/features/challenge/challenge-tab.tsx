/** Desafio: what is asked and checked (left), the code (centre), what happens (right). */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import type { Challenge, ModuleSummary } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { PageSkeleton } from '../../components/loading.tsx';
import classes from './challenge.module.css';
import { Editing } from './editing.tsx';
import { Happening } from './happening.tsx';
import { Statement } from './statement.tsx';
import { useBench } from './use-bench.ts';

export default function ChallengeTab({ module, file }: { module: ModuleSummary; file: string | undefined }) {
  const { language } = useLocale();
  const challenge = useQuery(queries.catalog.challenge({ moduleId: module.id, language }));
  if (challenge.error) return <ErrorState error={challenge.error} onRetry={() => void challenge.refetch()} />;
  return challenge.data ? <Bench challenge={challenge.data} file={file} /> : <PageSkeleton />;
}

function Bench({ challenge, file }: { challenge: Challenge; file: string | undefined }) {
  const { t } = useTranslation('challenge');
  const bench = useBench(challenge, file);
  const layout = useDefaultLayout({ id: 'bancada.bench', storage: localStorage });
  if (bench.workspace.error) return <ErrorState error={bench.workspace.error} onRetry={() => void bench.workspace.refetch()} />;
  return (
    <Group orientation="horizontal" className={classes.bench} {...layout}>
      <Panel id="statement" defaultSize="28%" minSize={220} className={classes.pane}>
        <Statement challenge={challenge} bench={bench} />
      </Panel>
      <Separator className={classes.separator} aria-label={t('resize.left')} />
      <Panel id="code" defaultSize="42%" minSize={280} className={classes.pane}>
        <Editing challenge={challenge} bench={bench} />
      </Panel>
      <Separator className={classes.separator} aria-label={t('resize.right')} />
      <Panel id="result" defaultSize="30%" minSize={240} className={classes.pane}>
        <Happening challenge={challenge} bench={bench} />
      </Panel>
    </Group>
  );
}

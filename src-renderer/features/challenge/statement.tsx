/** The left pane: the story above, the checks below. */
import { useTranslation } from 'react-i18next';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import type { Challenge } from '#contract';
import { Markdown } from '../../components/markdown/markdown.tsx';
import classes from './challenge.module.css';
import { Checks } from './checks.tsx';
import type { Bench } from './use-bench.ts';

export function Statement({ challenge, bench }: { challenge: Challenge; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const layout = useDefaultLayout({ id: 'bancada.statement', storage: localStorage });
  return (
    <Group orientation="vertical" className={classes.fill} {...layout}>
      <Panel id="story" defaultSize="50%" minSize={80}>
        <section className={classes.story} aria-label={t('statement')}>
          <Markdown text={challenge.statement} compact />
        </section>
      </Panel>
      <Separator className={classes.separatorRow} aria-label={t('resize.checks')} />
      <Panel id="checks" defaultSize="50%" minSize={120}>
        <Checks challenge={challenge} bench={bench} />
      </Panel>
    </Group>
  );
}

/** Above the code: run, whether it is saved, what it was before, Git, the reference solution once it is earned, and all that is needed less often. */
import { ActionIcon, Button } from '@mantine/core';
import { BookCheck, History, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '#contract';
import classes from './challenge.module.css';
import { EditorMenu } from './editor-menu.tsx';
import { GitMenu } from './git-menu.tsx';
import { RunButton } from './run-button.tsx';
import type { Bench } from './use-bench.ts';

export function EditorBar({ challenge, bench }: { challenge: Challenge; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const { shown, setShown } = bench;
  return (
    <header className={classes.bar}>
      <RunButton bench={bench} />
      <span className={classes.saved} role="status">
        {shown !== 'reference' && t(`save.${bench.workspace.state}`)}
      </span>
      {bench.earned && (
        <Button
          className={classes.second}
          title={shown === 'reference' ? t('reference.back') : t('reference.open')}
          variant="default"
          leftSection={shown === 'reference' ? <Undo2 size={14} /> : <BookCheck size={14} />}
          onClick={() => setShown(shown === 'reference' ? 'workspace' : 'reference')}
        >
          {shown === 'reference' ? t('reference.back') : t('reference.open')}
        </Button>
      )}
      <div className={classes.tools}>
        <ActionIcon
          aria-label={t('compare.open')}
          title={t('compare.open')}
          aria-pressed={shown === 'compare'}
          onClick={() => setShown(shown === 'compare' ? 'workspace' : 'compare')}
        >
          <History size={16} />
        </ActionIcon>
        <GitMenu challengeId={challenge.id} bench={bench} />
        <EditorMenu challenge={challenge} bench={bench} />
      </div>
    </header>
  );
}

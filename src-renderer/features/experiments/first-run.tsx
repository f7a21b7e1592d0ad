/** Where there is no run yet: what an experiment is, and the two ways to the first run. */
import { Button } from '@mantine/core';
import { TestTubes } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import classes from './experiments.module.css';
import { PointPython } from './head/point-python.tsx';

/** `experiment` is the one that is empty; without it the whole lab is. */
export function FirstRun({ experiment }: { experiment?: string }) {
  const { t } = useTranslation('experiments');
  const [python, setPython] = useState(experiment !== undefined);
  return (
    <div className={classes.first}>
      <EmptyState
        icon={TestTubes}
        title={experiment === undefined ? t('empty.title') : t('empty.noRuns')}
        action={
          <>
            <Button component={Link} href={paths.architectures()}>
              {t('empty.action')}
            </Button>
            {!python && (
              <Button variant="default" onClick={() => setPython(true)}>
                {t('head.python')}
              </Button>
            )}
          </>
        }
      >
        {t('empty.text')}
      </EmptyState>
      {python && <PointPython {...(experiment === undefined ? {} : { experiment })} />}
    </div>
  );
}

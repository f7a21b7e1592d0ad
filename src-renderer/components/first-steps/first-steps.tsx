/**
 * The first three minutes: five short steps, in any order, that can be put off and taken up again. What is done is kept with the settings, so that
 * another window knows it.
 */
import { Button, SegmentedControl } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '../../app/client.ts';
import { useDoctor, useEngineWords } from '../../app/frame/engine-state.tsx';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useSettings } from '../../app/settings.ts';
import { useUi } from '../../app/ui-store.ts';
import { useAction } from '../../app/use-action.ts';
import { StatusShape } from '../status-shape.tsx';
import classes from './first-steps.module.css';

const steps = ['look', 'engine', 'run', 'result', 'keys'] as const;
type Step = (typeof steps)[number];
const themes = ['light', 'dark', 'system'] as const;
const first = '01-monolitica';

export default function FirstSteps() {
  const { t } = useTranslation('tour');
  const { settings, save } = useSettings();
  const { done, state } = settings.firstSteps;
  const mark = (step: Step) => {
    if (done.includes(step)) return;
    const all = [...done, step];
    save({ firstSteps: { done: all, state: steps.every((each) => all.includes(each)) ? 'over' : state } });
  };
  const contents: Record<Step, ReactNode> = {
    look: <Look onDone={() => mark('look')} />,
    engine: <EngineStep onDone={() => mark('engine')} />,
    run: <RunStep onDone={() => mark('run')} />,
    result: <ResultStep onDone={() => mark('result')} />,
    keys: <KeysStep onDone={() => mark('keys')} />,
  };
  return (
    <section className={classes.tour} aria-label={t('title')}>
      <header>
        <h2>{t('title')}</h2>
        <span role="status">{t('progress', { done: steps.filter((step) => done.includes(step)).length, of: steps.length })}</span>
        {state === 'open' ? (
          <Button size="xs" variant="subtle" onClick={() => save({ firstSteps: { done, state: 'later' } })}>
            {t('later')}
          </Button>
        ) : (
          <Button size="xs" variant="subtle" onClick={() => save({ firstSteps: { done: [], state: 'open' } })}>
            {t('again')}
          </Button>
        )}
      </header>
      <ol>
        {steps.map((step) => (
          <li key={step} data-step={step} data-done={done.includes(step) || undefined}>
            <StatusShape look={done.includes(step) ? 'ok' : 'idle'} size={16} />
            <div>
              <h3>{t(`${step}.title`)}</h3>
              <p>{t(`${step}.text`)}</p>
              <div className={classes.act}>{contents[step]}</div>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Look({ onDone }: { onDone(): void }) {
  const { t } = useTranslation('tour');
  const { settings, save } = useSettings();
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('settings:theme.title')}
        value={settings.theme}
        data={themes.map((value) => ({ value, label: t(`settings:theme.${value}`) }))}
        onChange={(theme) => {
          save({ theme });
          onDone();
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('look.language')}
        value={settings.language}
        data={[
          { value: 'pt-BR', label: 'Português' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(language) => {
          save({ language });
          onDone();
        }}
      />
      <Done onDone={onDone} />
    </>
  );
}

function EngineStep({ onDone }: { onDone(): void }) {
  const { t } = useTranslation('tour');
  const { data } = useDoctor();
  const words = useEngineWords(data);
  return (
    <>
      <strong>{words}</strong>
      <Link href={paths.settings('ambiente')} onClick={onDone}>
        {t('engine.open', { count: data?.problems.length ?? 0 })}
      </Link>
    </>
  );
}

function RunStep({ onDone }: { onDone(): void }) {
  const { t } = useTranslation('tour');
  const showLogs = useUi((ui) => ui.showLogs);
  const run = useAction(() => api.pipelines.start({ pipeline: first }), {
    onSuccess: ({ runId }) => {
      showLogs(runId);
      onDone();
    },
  });
  return (
    <Button size="xs" loading={run.isPending} onClick={() => run.mutate()}>
      {t('run.do')}
    </Button>
  );
}

function ResultStep({ onDone }: { onDone(): void }) {
  const { t } = useTranslation('tour');
  const { data } = useQuery(queries.pipelines.list({ limit: 1 }));
  const last = data?.[0];
  if (!last) return <span className={classes.quiet}>{t('result.none')}</span>;
  return (
    <>
      <Link href={paths.run(last.runId)} onClick={onDone}>
        {t('result.open')}
      </Link>
      <Link href={paths.architecture(first, 'desafio')} onClick={onDone}>
        {t('result.challenge')}
      </Link>
    </>
  );
}

function KeysStep({ onDone }: { onDone(): void }) {
  const { t } = useTranslation('tour');
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() => {
        spotlight.open();
        onDone();
      }}
    >
      {t('keys.do')}
    </Button>
  );
}

function Done({ onDone }: { onDone(): void }) {
  const { t } = useTranslation('tour');
  return (
    <Button size="xs" variant="default" onClick={onDone}>
      {t('fine')}
    </Button>
  );
}

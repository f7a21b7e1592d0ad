/** The interview: one question at a time, answered aloud before the model answer is shown; or the whole bank to read. */
import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Confidence, Question } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import classes from './career.module.css';
import { inOrder, themesOf } from './practice-model.ts';

const confidences: Confidence[] = ['badly', 'so-so', 'well'];

export function Interview() {
  const { t } = useTranslation('career');
  const { language } = useLocale();
  const all = useQuery(queries.guide.questions({ language }));
  const [theme, setTheme] = useState('');
  const [module, setModule] = useState('');
  const [mode, setMode] = useState('practise');
  if (all.error) return <ErrorState error={all.error} onRetry={() => void all.refetch()} />;
  if (!all.data) return <BoxSkeleton height={280} />;
  const modules = [...new Set(all.data.flatMap((question) => question.module ?? []))].sort();
  const found = all.data.filter((question) => (theme === '' || question.theme === theme) && (module === '' || question.module === module));
  const practised = all.data.filter((question) => question.practised > 0).length;
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          value={mode}
          onChange={setMode}
          data={['practise', 'read'].map((value) => ({ value, label: t(`mode.${value}`) }))}
        />
        <NativeSelect
          size="xs"
          aria-label={t('theme')}
          value={theme}
          onChange={(event) => setTheme(event.currentTarget.value)}
          data={[{ value: '', label: t('allThemes') }, ...themesOf(all.data).map((value) => ({ value, label: t(`themes.${value}`) }))]}
        />
        <NativeSelect
          size="xs"
          aria-label={t('architecture')}
          value={module}
          onChange={(event) => setModule(event.currentTarget.value)}
          data={[{ value: '', label: t('allArchitectures') }, ...modules]}
        />
        <span className={classes.quiet}>{t('practised', { done: practised, all: all.data.length })}</span>
      </div>
      {found.length === 0 && <p className={classes.quiet}>{t('noQuestions')}</p>}
      {mode === 'practise' && found.length > 0 && <Practice key={`${theme}${module}`} questions={found} />}
      {mode === 'read' && (
        <div className={classes.bank}>
          {found.map((question) => (
            <details key={question.id}>
              <summary>{question.question}</summary>
              <p>{question.answer}</p>
            </details>
          ))}
        </div>
      )}
    </>
  );
}

function Practice({ questions }: { questions: Question[] }) {
  const { t } = useTranslation('career');
  // The order is that of the beginning: an answer does not shuffle what is ahead.
  const [order] = useState(() => inOrder(questions).map(({ id }) => id));
  const [at, setAt] = useState(0);
  const [turned, setTurned] = useState(false);
  const say = useAction((how: Confidence) => api.guide.practise({ id: order[at]!, how }), {
    onSuccess: () => {
      setTurned(false);
      setAt((at + 1) % order.length);
    },
  });
  const question = questions.find(({ id }) => id === order[at]);
  if (!question) return null;
  return (
    <div className={classes.practice}>
      <p className={classes.quiet}>
        {t('place', { at: at + 1, of: order.length })} · {t(`themes.${question.theme}`)}
        {question.module && (
          <>
            {' · '}
            <Link href={paths.architecture(question.module)}>{question.module}</Link>
          </>
        )}
      </p>
      <div className={classes.card} aria-live="polite">
        <h2>{question.question}</h2>
        {turned && <p>{question.answer}</p>}
      </div>
      <div className={classes.actions}>
        {turned ? (
          confidences.map((how) => (
            <Button key={how} size="sm" variant="default" loading={say.isPending} onClick={() => say.mutate(how)}>
              {t(`confidence.${how}`)}
            </Button>
          ))
        ) : (
          <Button size="sm" onClick={() => setTurned(true)}>
            {t('reveal')}
          </Button>
        )}
      </div>
      {question.last && <p className={classes.quiet}>{t('last', { how: t(`confidence.${question.last.how}`), count: question.practised })}</p>}
    </div>
  );
}

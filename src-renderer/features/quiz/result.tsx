/** How it went, question by question, from the last answer to each; what went wrong says what to read again. */
import { Button } from '@mantine/core';
import { Check, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { QuizQuestion } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { Markdown } from '../../components/markdown/markdown.tsx';
import { formatRelative } from '../../lib/format.ts';
import classes from './quiz.module.css';

interface Props {
  moduleId: string;
  questions: readonly QuizQuestion[];
  onAgain(which: 'all' | 'wrong'): void;
}

export function Result({ moduleId, questions, onAgain }: Props) {
  const { t } = useTranslation('quiz');
  const { locale } = useLocale();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const right = questions.filter(({ last }) => last?.right).length;
  const wrong = questions.length - right;
  const lastAt = Math.max(...questions.map(({ last }) => last?.at ?? 0));
  return (
    <section className={classes.question} aria-labelledby="resultado">
      <h2 id="resultado" ref={heading} tabIndex={-1} className={classes.score} data-testid="score">
        {t('score', { right, count: questions.length })}
      </h2>
      <p className={classes.hint}>
        {[wrong === 0 ? t('allRight') : t('someWrong'), lastAt > 0 && t('lastAt', { when: formatRelative(lastAt, locale) })]
          .filter(Boolean)
          .join(' ')}
      </p>
      <ol className={classes.list}>
        {questions.map(({ id, question, last, read }) => (
          <li key={id} data-right={last?.right || undefined}>
            {last?.right ? <Check size={16} aria-label={t('isRight')} /> : <X size={16} aria-label={t('isWrong')} />}
            <div>
              <Markdown text={whatItAsks(question)} compact />
              {!last?.right && (
                <Link href={paths.architecture(moduleId, 'estudar', read.section)} className={classes.read}>
                  {t('readAgain', { section: read.title })}
                </Link>
              )}
            </div>
          </li>
        ))}
      </ol>
      <div className={classes.actions}>
        {wrong > 0 && (
          <Button size="sm" onClick={() => onAgain('wrong')}>
            {t('againWrong', { count: wrong })}
          </Button>
        )}
        <Button size="sm" variant="default" onClick={() => onAgain('all')}>
          {t('againAll')}
        </Button>
        <Link href={paths.architecture(moduleId, 'revisar')} className={classes.read}>
          {t('toCards')}
        </Link>
      </div>
    </section>
  );
}

/** A question is known by what it asks: its last paragraph, without code and drawings. */
function whatItAsks(question: string): string {
  const words = question.replaceAll(/^```[\s\S]*?^```\s*$/gm, '').trim();
  return words.split(/\n\n+/).at(-1) ?? words;
}

/** One question: the arrows or 1–5 choose, Enter answers and goes on; after the answer every option says why it is right or wrong. */
import { Button } from '@mantine/core';
import { Check, X } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { QuizQuestion } from '#contract';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/use-action.ts';
import { Markdown } from '../../components/markdown/markdown.tsx';
import { useShortcut } from '../../lib/use-shortcut.ts';
import classes from './quiz.module.css';
import { shownOrder } from './sitting.ts';

interface Props {
  moduleId: string;
  question: QuizQuestion;
  place: { at: number; of: number; round: number };
  /** The option that was chosen; null until it is answered. */
  answer: number | null;
  onAnswered(option: number): void;
  onNext(): void;
}

const digits = ['1', '2', '3', '4', '5'];

export function Question({ moduleId, question, place, answer, onAnswered, onNext }: Props) {
  const { t } = useTranslation('quiz');
  const id = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const order = shownOrder(question.options.length, place.round);
  const send = useAction((option: number) => api.study.answerQuestion({ moduleId, questionId: question.id, chosen: option }), {
    onSuccess: (_, option) => onAnswered(option),
  });
  const done = answer !== null;
  const choose = (key: string) => {
    const place = digits.indexOf(key);
    const option = order[place];
    if (option === undefined || done) return;
    setChosen(option);
    // From a radio button, Enter sends the form.
    form.current?.querySelectorAll('input')[place]?.focus();
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (done) onNext();
    else if (chosen !== null && !send.isPending) send.mutate(chosen);
  };
  useShortcut(digits, choose);
  useEffect(() => {
    // A new question is read from its beginning; what comes after an answer is one key away.
    if (done) next.current?.focus();
    else heading.current?.focus({ preventScroll: false });
  }, [done]);
  const press = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement && digits.includes(event.key)) choose(event.key);
  };

  return (
    <form className={classes.question} ref={form} onSubmit={submit} onKeyDown={press} data-testid="question" data-done={done || undefined}>
      <h2 className={classes.meta} ref={heading} tabIndex={-1}>
        <span>{t('place', { at: place.at, of: place.of })}</span>
        <span>{t(`kind.${question.kind}`)}</span>
      </h2>
      <div id={`${id}-question`}>
        <Markdown text={question.question} />
      </div>
      <div role="radiogroup" aria-labelledby={`${id}-question`} className={classes.options}>
        {order.map((option, place) => (
          <Option
            key={option}
            option={question.options[option]!}
            name={`${id}-options`}
            digit={digits[place]!}
            checked={(answer ?? chosen) === option}
            done={done}
            onChoose={() => setChosen(option)}
          />
        ))}
      </div>
      <div className={classes.actions}>
        <span role="status" className={classes.verdict} data-right={(done && question.options[answer]?.right) || undefined}>
          {done && t(question.options[answer]?.right ? 'right' : 'wrong')}
        </span>
        {done && (
          <Link href={paths.architecture(moduleId, 'estudar', question.read.section)} className={classes.read}>
            {t('readAgain', { section: question.read.title })}
          </Link>
        )}
        <Button type="submit" size="sm" ref={next} disabled={!done && chosen === null} loading={send.isPending}>
          {t(!done ? 'answer' : place.at === place.of ? 'result' : 'next')}
        </Button>
      </div>
      {!done && <p className={classes.hint}>{t('keys', { count: question.options.length })}</p>}
    </form>
  );
}

interface OptionProps {
  option: QuizQuestion['options'][number];
  name: string;
  digit: string;
  checked: boolean;
  done: boolean;
  onChoose(): void;
}

function Option({ option, name, digit, checked, done, onChoose }: OptionProps) {
  const { t } = useTranslation('quiz');
  const id = useId();
  const Mark = option.right ? Check : X;
  return (
    <div
      className={classes.option}
      data-checked={checked || undefined}
      data-right={(done && option.right) || undefined}
      data-done={done || undefined}
    >
      <label className={classes.choice}>
        <input type="radio" name={name} checked={checked} disabled={done} onChange={onChoose} aria-describedby={done ? id : undefined} />
        <Markdown text={option.text} compact />
        {!done && <kbd aria-hidden>{digit}</kbd>}
        {done && <Mark size={16} className={classes.mark} aria-label={t(option.right ? 'isRight' : 'isWrong')} />}
      </label>
      {done && (
        <div className={classes.why} id={id}>
          <Markdown text={option.why} compact />
        </div>
      )}
    </div>
  );
}

/** Questionário: one question at a time, each option with its reason once it is answered; then the result, with what to read again. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ModuleSummary, QuizQuestion } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { Question } from './question.tsx';
import classes from './quiz.module.css';
import { Result } from './result.tsx';
import { again, answered, begin, onward } from './sitting.ts';

export default function QuizTab({ module }: { module: ModuleSummary }) {
  const { language } = useLocale();
  const questions = useQuery(queries.study.quiz({ moduleId: module.id, language }));
  if (questions.error) return <ErrorState error={questions.error} onRetry={() => void questions.refetch()} />;
  return (
    <div className={classes.tab}>
      {questions.data ? <Quiz key={module.id} moduleId={module.id} questions={questions.data} /> : <BoxSkeleton height={360} />}
    </div>
  );
}

function Quiz({ moduleId, questions }: { moduleId: string; questions: QuizQuestion[] }) {
  const [sitting, setSitting] = useState(() => begin(questions));
  const id = sitting.queue[sitting.at];
  const question = questions.find((each) => each.id === id);
  if (!question)
    return <Result moduleId={moduleId} questions={questions} onAgain={(which) => setSitting((now) => again(questions, which, now.round))} />;
  return (
    <Question
      key={`${question.id}/${sitting.round}`}
      moduleId={moduleId}
      question={question}
      place={{ at: sitting.at + 1, of: sitting.queue.length, round: sitting.round }}
      answer={sitting.chosen[question.id] ?? null}
      onAnswered={(option) => setSitting((now) => answered(now, question.id, option))}
      onNext={() => setSitting(onward)}
    />
  );
}

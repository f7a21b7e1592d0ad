/** Why there is no explanation. */
import { useTranslation } from 'react-i18next';
import classes from './explain.module.css';
import { refusalOf } from './read-explain.ts';

export function Refusal({ answer }: { answer: { status: number; body: string } }) {
  const { t } = useTranslation('explain');
  const why = refusalOf(answer);
  const quiet = typeof why === 'string';
  return (
    <p className={quiet ? classes.quiet : classes.wrong} role={quiet ? 'status' : 'alert'}>
      {quiet ? t(`refusal.${why}`) : why.message}
    </p>
  );
}

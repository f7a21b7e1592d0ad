/** A state in words, with its shape: `<StatusBadge status={run.status} />` takes any status of the contract. `StatusMark`, where the words are known, for many at once. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './status.module.css';
import { lookOf } from './status.ts';
import { StatusShape } from './status-shape.tsx';

interface Props {
  status: string;
  /** Instead of the common word for this status. */
  label?: string;
}

export function StatusBadge({ status, label }: Props) {
  const { t } = useTranslation('common');
  return <StatusMark status={status}>{label ?? t(`status.${status}`)}</StatusMark>;
}

export function StatusMark({ status, children }: { status: string; children: ReactNode }) {
  const look = lookOf(status);
  return (
    <span className={classes.badge} data-look={look} data-status={status}>
      <StatusShape look={look} />
      {children}
    </span>
  );
}

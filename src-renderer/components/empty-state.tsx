/** A list with nothing in it yet: says what would be here and the step that brings it. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './states.module.css';

interface Props {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  /** The button or link of the next step. */
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className={classes.state}>
      {Icon && <Icon size={28} strokeWidth={1.4} aria-hidden className={classes.icon} />}
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}

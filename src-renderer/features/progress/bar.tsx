/** A share as a thin bar; its words stand beside it. */
import classes from './progress.module.css';

export function Bar({ share }: { share: number }) {
  return (
    <i aria-hidden className={classes.bar}>
      <b style={{ width: `${Math.round(Math.min(1, share) * 100)}%` }} />
    </i>
  );
}

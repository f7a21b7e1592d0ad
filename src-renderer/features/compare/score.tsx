/** One to five, as five marks and as a number: readable without colour. */
import classes from './compare.module.css';

export function Score({ value }: { value: number }) {
  return (
    <span className={classes.score} data-value={value}>
      <span aria-hidden className={classes.marks}>
        {[1, 2, 3, 4, 5].map((mark) => (
          <i key={mark} data-on={mark <= value || undefined} />
        ))}
      </span>
      {value}
    </span>
  );
}

/** An alias, with the version that it points to where that is not said beside it. */
import classes from './models.module.css';

export function AliasTag({ alias, version }: { alias: string; version?: string }) {
  return (
    <span className={classes.tag}>
      @{alias}
      {version !== undefined && <span> → v{version}</span>}
    </span>
  );
}

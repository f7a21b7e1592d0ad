/** Why: what each column did to the answer of the row in the form, and which columns the model leans on at all. Asked when wanted: it costs the service some hundred answers. */
import type { Endpoint } from '#contract';
import classes from './explain.module.css';
import { ImportanceView } from './importance-view.tsx';
import { PredictionView } from './prediction-view.tsx';

interface Props {
  endpoint: Endpoint;
  row: Record<string, unknown>;
  /** That the model chose among, where it has answered. */
  labels: readonly string[];
}

export function ExplainPanel({ endpoint, row, labels }: Props) {
  return (
    <div className={classes.panel}>
      <PredictionView endpoint={endpoint} row={row} labels={labels} />
      <ImportanceView key={endpoint.revision} endpoint={endpoint} />
    </div>
  );
}

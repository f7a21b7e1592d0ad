/** `leaks`: feature by feature, what is missing, in how many rows the naive join says something else, and how well the feature alone tells the label in both. */
import type { FeatureHistory } from '../../contract/features.ts';
import { isNumeric, name, type Session, type Table } from '../../tables/worker/index.ts';

export interface LeaksAbout {
  table: Table;
  names: readonly string[];
  hasNaive: boolean;
  label: string | null;
}

export async function leaks(session: Session, { table, names, hasNaive, label }: LeaksAbout): Promise<FeatureHistory['features']> {
  const labelled = label === null ? undefined : table.columns.find((column) => column.name === label);
  if (labelled) {
    const raw = name(labelled.name);
    // A number or a truth value says it by itself; of two words the later in the alphabet is the one to be told ("nao", "sim").
    const truth =
      labelled.kind === 'boolean' || isNumeric(labelled.kind)
        ? `${raw}::DOUBLE > 0`
        : `${raw}::VARCHAR = (SELECT max(${raw}::VARCHAR) FROM ${table.view})`;
    await session.run(`CREATE TABLE labels AS SELECT ${name(table.row)} AS "row", ${truth} AS y FROM ${table.view}`);
  }
  const found: FeatureHistory['features'] = [];
  for (const feature of names) {
    const column = name(feature);
    const [missing = 0, changed = 0] = await session.row(
      hasNaive
        ? `SELECT count(*) - count(c.${column}), count(*) FILTER (WHERE c.${column} IS DISTINCT FROM n.${column}) FROM correct c JOIN naive n USING ("row")`
        : `SELECT count(*) - count(${column}), 0 FROM correct`,
    );
    found.push({
      name: feature,
      missing: Number(missing),
      changed: Number(changed),
      auc: labelled ? await aucOf(session, 'correct', column) : null,
      naiveAuc: labelled && hasNaive ? await aucOf(session, 'naive', column) : null,
    });
  }
  return found;
}

/** The area under the ROC curve of a feature alone, whichever way it points; words by how often the label is true with them would be a model: null. */
async function aucOf(session: Session, joined: string, column: string): Promise<number | null> {
  const [positives = 0, negatives = 0, ranks = 0] =
    await session.row(`SELECT count(*) FILTER (WHERE y), count(*) FILTER (WHERE NOT y), sum(r) FILTER (WHERE y)
    FROM (SELECT y, rank() OVER (ORDER BY v) + (count(*) OVER (PARTITION BY v) - 1) / 2 AS r
      FROM (SELECT y, coalesce(TRY_CAST(${column} AS DOUBLE), -1e300) AS v FROM ${joined} JOIN labels USING ("row") WHERE y IS NOT NULL))`);
  const [p, n] = [Number(positives), Number(negatives)];
  if (p === 0 || n === 0) return null;
  const auc = (Number(ranks) - (p * (p + 1)) / 2) / (p * n);
  return Math.max(auc, 1 - auc);
}

/** The data sets that went into a run: what they hold, how much, where they came from. */
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../components/code-block.tsx';
import { Facts } from '../../../components/page.tsx';
import { type Column, DataTable } from '../../../components/table/data-table.tsx';
import type { RunDetail } from '../run-view.tsx';
import { DatasetLink } from './dataset-link.tsx';
import classes from './datasets.module.css';
import { columnsOf, type DatasetColumn, factsOf } from './schema.ts';

type Dataset = RunDetail['datasets'][number];

/** Data sets that the lab keeps. */
const ofLab = 'bancada';

export function Datasets({ datasets }: { datasets: readonly Dataset[] }) {
  return datasets.map((dataset) => <DatasetView key={`${dataset.name}.${dataset.digest}.${dataset.context}`} dataset={dataset} />);
}

function DatasetView({ dataset: { name, digest, context, sourceType, source, schema, profile } }: { dataset: Dataset }) {
  const { t } = useTranslation('run');
  const columns = columnsOf(schema ?? '');
  const facts: [string, React.ReactNode][] = [
    ...(context ? [[t('data.context'), context] as [string, React.ReactNode]] : []),
    [
      t('data.digest'),
      <span key="digest" className={classes.copied}>
        <code className="mono">{digest}</code>
        <CopyButton text={digest} label={t('data.copyDigest')} />
      </span>,
    ],
    ...factsOf(profile ?? '').map(([key, value]): [string, React.ReactNode] => [
      t(`data.profile.${key}`, { defaultValue: key || t('data.profileOf') }),
      value,
    ]),
  ];
  return (
    <section className={classes.dataset} aria-label={name}>
      <h2>
        {sourceType === ofLab ? (
          <DatasetLink name={name} digest={digest}>
            {name}
          </DatasetLink>
        ) : (
          name
        )}
      </h2>
      <Facts items={facts} />
      <dl className={classes.source}>
        <div>
          <dt>{t('data.source')}</dt>
          <dd>{sourceType}</dd>
        </div>
        {factsOf(source).map(([key, value]) => (
          <div key={key}>
            <dt>{key || t('data.place')}</dt>
            <dd>
              <code className="mono">{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      {columns.length === 0 ? (
        <p className={classes.quiet}>{t(sourceType === ofLab ? 'data.inData' : 'data.noSchema')}</p>
      ) : (
        <Schema columns={columns} label={t('data.schemaOf', { name })} />
      )}
    </section>
  );
}

function Schema({ columns, label }: { columns: readonly DatasetColumn[]; label: string }) {
  const { t } = useTranslation('run');
  const shown: Column<DatasetColumn>[] = [
    { id: t('data.column'), header: t('data.column'), width: 280, cell: ({ name }) => name, value: ({ name }) => name },
    { id: t('data.type'), header: t('data.type'), width: 200, cell: ({ type }) => <code className="mono">{type}</code>, value: ({ type }) => type },
    {
      id: t('data.required'),
      header: t('data.required'),
      width: 140,
      cell: ({ required }) => t(required ? 'data.yes' : 'data.no'),
      value: ({ required }) => required,
    },
  ];
  return <DataTable label={label} rows={columns} columns={shown} rowId={({ name }) => name} filterable={columns.length > 10} maxHeight={360} />;
}

/** A data set that a run read, as a link to its version in “Dados” where that is still there; else its name alone. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { paths } from '../../../app/paths.ts';
import { queries } from '../../../app/queries.ts';
import classes from '../run.module.css';

interface Props {
  name: string;
  /** Or its beginning: MLflow keeps 36 letters. */
  digest: string;
  children: ReactNode;
}

export function DatasetLink({ name, digest, children }: Props) {
  const { data } = useQuery({ ...queries.datasets.get({ name }), retry: false });
  const version = digest === '' ? undefined : data?.items.findLast((each) => each.digest.startsWith(digest));
  if (!version) return children;
  return (
    <Link href={paths.data(name, version.version)} className={classes.link}>
      {children} <small>v{version.version}</small>
    </Link>
  );
}

/** New versions of a data set. */
import type { DataVersion } from '../../contract/datasets.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Source, SourceOf } from './source.ts';

export interface DataNews {
  /** The newest version; null where there is none, or no such set. */
  latest(name: string): Pick<DataVersion, 'version' | 'createdAt'> | null;
  /** `NAME@vN`. DATA_VERSION_NOT_FOUND. */
  resolve(reference: string): Pick<DataVersion, 'version' | 'createdAt'>;
}

const mostAtOnce = 100;

export function datasetSource({ dataset }: SourceOf<'dataset'>, data: DataNews): Source {
  /** One that was thrown away meanwhile is news to nobody. */
  function version(number: number): Pick<DataVersion, 'version' | 'createdAt'> | null {
    try {
      return data.resolve(`${dataset}@v${number}`);
    } catch (error) {
      if (error instanceof BancadaError) return null;
      throw error;
    }
  }
  return {
    scheduled: false,
    begin: () => data.latest(dataset)?.version ?? 0,
    look(cursor) {
      const newest = data.latest(dataset)?.version ?? 0;
      const since = Math.max(cursor as number, newest - mostAtOnce);
      const numbers = Array.from({ length: Math.max(0, newest - since) }, (_, index) => since + 1 + index);
      const found = numbers.flatMap((number) => version(number) ?? []);
      return {
        occasions: found.map(({ version: number, createdAt }) => ({ key: `data:${number}`, at: createdAt, subject: `${dataset}@v${number}` })),
        cursor: Math.max(cursor as number, newest),
      };
    },
  };
}

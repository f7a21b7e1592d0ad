import { DuckDBInstance } from '@duckdb/node-api';
import { expect, onTestFinished, test } from 'vitest';
import { growing, openRoom } from './growing.ts';

const gaps = "CASE WHEN i % 7 = 0 OR i % 64 = 63 THEN NULL WHEN i % 11 = 0 THEN 'inf'::DOUBLE WHEN i % 13 = 0 THEN 'nan'::DOUBLE ELSE i::DOUBLE END";
const isLeft = (i: number) => i % 7 !== 0 && i % 64 !== 63 && i % 11 !== 0 && i % 13 !== 0;

test('the finite numbers of vectors come one after another, without gaps, also into memory that was used before', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  onTestFinished(() => {
    connection.closeSync();
    instance.closeSync();
  });
  const room = openRoom();
  const read = async (expression: string, count: number) => {
    const found = growing(room);
    const result = await connection.stream(`SELECT ${expression} FROM range(${count}) t(i) ORDER BY i`);
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) found.add(chunk.getColumnVector(0));
    return [...found.values()];
  };
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
  expect(await read('i::DOUBLE', 150_000)).toEqual(upTo(150_000));
  expect(await read(gaps, 10_000)).toEqual(upTo(10_000).filter(isLeft));
  // Whose memory is not shown: they are asked one by one.
  expect(await read('CASE WHEN i % 3 = 0 THEN NULL ELSE i::INTEGER END', 3000)).toEqual(upTo(3000).filter((i) => i % 3 !== 0));
  expect(await read('1.5::DOUBLE', 1)).toEqual([1.5]);
});

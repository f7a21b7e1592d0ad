/** `writeRows`: the same flights for the same seed, as many as asked, as Parquet and CSV. Written by DuckDB, which the peers do not need to read them. */
import { DuckDBInstance } from '@duckdb/node-api';

export async function writeRows(path: string, rows: number, seed = 7): Promise<void> {
  const u = (k: number) => `((hash(range * 16 + ${k} + ${seed} * 1000003) % 1000000007) / 1000000007.0)`;
  const format = path.endsWith('.csv') ? 'FORMAT csv, HEADER true' : 'FORMAT parquet';
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT range AS id,
    CASE WHEN ${u(1)} < 0.032 THEN NULL ELSE round(10 * sqrt(-2 * ln(greatest(${u(2)}, 1e-12))) * cos(2 * pi() * ${u(3)}), 1) END AS atraso,
    round(exp(5 + ${u(4)} * 3), 2) AS distancia,
    (['AA', 'UA', 'DL', 'WN', 'B6', 'AS', 'NK', 'F9'])[1 + floor(8 * pow(${u(5)}, 2))::INT] AS companhia,
    'N' || lpad((hash(range * 16 + 6 + ${seed}) % 20000)::VARCHAR, 5, '0') AS matricula,
    TIMESTAMP '2024-01-01' + to_seconds((range % 31536000)::BIGINT) AS partida,
    ${u(7)} < 0.03 AS cancelado,
    floor(${u(8)} * 400)::INT AS assentos
    FROM range(${rows})) TO '${path.replaceAll("'", "''")}' (${format})`);
  connection.closeSync();
  instance.closeSync();
}

import { expect, it } from 'vitest';
import { shellLines } from './lines.ts';

const server = { running: true, url: 'http://127.0.0.1:5000', port: 5000, token: null, pythonPath: '/opt/bancada/python' };

it('names the address and the folder of the lens', () =>
  expect(shellLines(server)).toBe(
    `export MLFLOW_TRACKING_URI=http://127.0.0.1:5000\nexport PYTHONPATH=/opt/bancada/python"\${PYTHONPATH:+:$PYTHONPATH}"`,
  ));
it('names the token when one is asked for', () => expect(shellLines({ ...server, token: 't0' })).toContain('export MLFLOW_TRACKING_TOKEN=t0\n'));
it('quotes a folder that a shell would take apart', () =>
  expect(shellLines({ ...server, pythonPath: "/home/ana d'ávila/python" })).toContain(`PYTHONPATH='/home/ana d'\\''ávila/python'"`));

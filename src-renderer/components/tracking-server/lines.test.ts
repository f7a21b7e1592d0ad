import { expect, it } from 'vitest';
import { shellLines } from './lines.ts';

const server = { running: true, url: 'http://127.0.0.1:5000', port: 5000, token: null, pythonPath: '/opt/bancada/python' };

it('names the address and the folder of the lens', () =>
  expect(shellLines(server, 'bash')).toBe(
    `export MLFLOW_TRACKING_URI=http://127.0.0.1:5000\nexport PYTHONPATH=/opt/bancada/python"\${PYTHONPATH:+:$PYTHONPATH}"`,
  ));
it('names the token when one is asked for', () =>
  expect(shellLines({ ...server, token: 't0' }, 'bash')).toContain('export MLFLOW_TRACKING_TOKEN=t0\n'));
it('quotes a folder that a shell would take apart', () =>
  expect(shellLines({ ...server, pythonPath: "/home/ana d'ávila/python" }, 'bash')).toContain(`PYTHONPATH='/home/ana d'\\''ávila/python'"`));

const awkward = { ...server, token: 't0', pythonPath: "/home/ana d'ávila/python" };
it('speaks fish', () =>
  expect(shellLines(awkward, 'fish')).toBe(
    "set -gx MLFLOW_TRACKING_URI http://127.0.0.1:5000\nset -gx MLFLOW_TRACKING_TOKEN t0\nset -gx --path PYTHONPATH '/home/ana d\\'ávila/python' $PYTHONPATH",
  ));
it('speaks PowerShell', () =>
  expect(shellLines(awkward, 'powershell').split('\n')).toEqual([
    "$env:MLFLOW_TRACKING_URI = 'http://127.0.0.1:5000'",
    "$env:MLFLOW_TRACKING_TOKEN = 't0'",
    "$env:PYTHONPATH = (@('/home/ana d''ávila/python', $env:PYTHONPATH) -ne $null) -join [IO.Path]::PathSeparator",
  ]));

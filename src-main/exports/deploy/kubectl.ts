/** `kubectl`: one command on the cluster and the namespace that a target names, with the person's own kubeconfig. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { BancadaError } from '../../contract/errors.ts';

export interface Cluster {
  context: string | null;
  namespace: string | null;
}

const most = 16 * 2 ** 20;
const unreachable =
  /connection to the server|Unable to connect|no configuration has been provided|context .* does not exist|current-context is not set|i\/o timeout|no such host/;

export async function kubectl({ context, namespace }: Cluster, args: readonly string[], signal?: AbortSignal): Promise<string> {
  const place = [...(context ? ['--context', context] : []), ...(namespace ? ['--namespace', namespace] : []), '--request-timeout=20s'];
  try {
    const { stdout } = await promisify(execFile)('kubectl', [...place, ...args], { maxBuffer: most, ...(signal && { signal }) });
    return stdout;
  } catch (error) {
    signal?.throwIfAborted();
    const { code, stderr = '', stdout = '' } = error as { code?: string | number; stderr?: string; stdout?: string };
    // Of `diff`: there are some.
    if (args[0] === 'diff' && code === 1) return stdout;
    if (code === 'ENOENT') throw new BancadaError('DEPLOY_TOOL_MISSING', { tool: 'kubectl' }, { cause: error });
    const detail = stderr.trim() || String(error);
    const where = context ?? 'kubectl';
    if (unreachable.test(detail)) throw new BancadaError('DEPLOY_UNREACHABLE', { where, detail }, { cause: error });
    throw new BancadaError('DEPLOY_FAILED', { name: args.slice(0, 2).join(' '), detail }, { cause: error });
  }
}

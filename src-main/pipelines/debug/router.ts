/** The contract's `debug`: handlers of a line. */
import { procedures } from '../../common/procedures.ts';
import { debugContract } from '../../contract/debug.ts';
import type { Debugger } from './debugger.ts';

const here = procedures(debugContract);

export function debugRouter(debug: Debugger) {
  return here.router({
    inspect: here.inspect.handler(({ input: { runId, step } }) => debug.inspect(runId, step)),
    setBreakpoint: here.setBreakpoint.handler(({ input: { runId, step, on } }) => debug.setBreakpoint(runId, step, on)),
    release: here.release.handler(({ input: { runId, step, next } }) => debug.release(runId, step, next)),
    setParam: here.setParam.handler(({ input: { runId, step, name, value } }) => debug.setParam(runId, step, name, value)),
    readInput: here.readInput.handler(({ input: { runId, step, name } }) => debug.readInput(runId, step, name)),
    setInput: here.setInput.handler(({ input: { runId, step, name, content, encoding } }) =>
      debug.setInput(runId, step, name, content === null ? null : Buffer.from(content, encoding)),
    ),
  });
}

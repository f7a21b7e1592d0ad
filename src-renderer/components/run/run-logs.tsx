/** The logs of a run, live. */
import { LogView } from './log-view.tsx';
import { useRunLogs } from './use-run-logs.ts';

export default function RunLogs({ runId, step }: { runId: string; step?: string | null }) {
  return <LogView lines={useRunLogs(runId)} step={step ?? null} />;
}

/** The logs of a run, live. */
import { LogPanel } from '../logs/log-panel.tsx';

export default function RunLogs({ runId, step }: { runId: string; step?: string | null }) {
  return <LogPanel runId={runId} step={step ?? null} />;
}

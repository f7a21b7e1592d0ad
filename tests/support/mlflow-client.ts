/** A client of MLflow's REST protocol, as far as tests need one to put things into a lab. */
export type MlflowClient = ReturnType<typeof mlflowClient>;

// biome-ignore lint/suspicious/noExplicitAny: the answer of an endpoint is whatever it says; each test looks at its own part
type Answer = any;

export function mlflowClient(url: string) {
  async function post(path: string, body: unknown): Promise<Answer> {
    const answer = await fetch(`${url}/api/2.0/mlflow/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }
  return {
    post,
    /** A run that is over, of an experiment of that name. */
    async run(experiment: string, name: string, tags: Record<string, string> = {}): Promise<{ runId: string; experimentId: string }> {
      const { experiment_id: experimentId } = await post('experiments/create', { name: experiment });
      const all = Object.entries(tags).map(([key, value]) => ({ key, value }));
      const { run } = await post('runs/create', { experiment_id: experimentId, run_name: name, start_time: Date.now() - 60_000, tags: all });
      await post('runs/update', { run_id: run.info.run_id, status: 'FINISHED', end_time: Date.now() });
      return { runId: run.info.run_id, experimentId };
    },
    async upload({ runId, experimentId }: { runId: string; experimentId: string }, path: string, content: string | Uint8Array<ArrayBuffer>) {
      const answer = await fetch(`${url}/api/2.0/mlflow-artifacts/artifacts/${experimentId}/${runId}/artifacts/${path}`, {
        method: 'PUT',
        body: content,
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    },
  };
}

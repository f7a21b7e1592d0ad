/** `openGraphService`: a graph of models as it answers: members are guarded, counted and may be switched off; feedback teaches its bandits. */
import { LabError } from '../../errors.ts';
import { type Arm, type Bandit, openBandit } from '../../ml/graph/bandit.ts';
import type { GraphParts } from '../../ml/graph/compose.ts';
import type { ModelGraph } from '../../ml/graph/types.ts';
import { walkGraph } from '../../ml/graph/walk.ts';
import type { Prediction, Row } from '../../sdk/types.ts';
import { type GuardedMember, guardMember, type MemberReport } from './member.ts';
import { type Choice, openMemory } from './memory.ts';

/** Told of everything that is counted. */
export interface GraphWatch {
  asked(member: string, rows: number, seconds: number, failed: boolean): void;
  fellBack(node: string, rows: number): void;
  rewarded(node: string, arm: string, reward: number): void;
}

export interface GraphReport {
  output: string;
  rows: number;
  degraded: number;
  nodes: { name: string; kind: string; rows: number; fellBack: number; arms: Arm[] }[];
  members: MemberReport[];
}

export interface Feedback {
  id: string;
  /** Of a batch: which of its rows. */
  row?: number;
  /** Either what the answer was worth, 0 to 1, or what was true. */
  reward?: number;
  actual?: string | number;
}

export interface GraphService {
  readonly graph: ModelGraph;
  predict(rows: readonly Row[]): Prediction[];
  report(): GraphReport;
  /** Keeps whom a request went to, for the feedback that may come. */
  remember(id: string, predictions: readonly Prediction[]): void;
  /** Null when the request is not known (any more), or went by no bandit. */
  feedback(given: Feedback): { node: string; arm: string; reward: number }[] | null;
  /** False when there is no such member. */
  switchMember(name: string, online: boolean): boolean;
  watch(watch: GraphWatch): void;
}

const TOLERANCE = 0.1;

export function openGraphService({ graph, members }: GraphParts, names: readonly string[]): GraphService {
  let watch: GraphWatch = { asked() {}, fellBack() {}, rewarded() {} };
  const guarded = new Map<string, GuardedMember>(names.map((name) => [name, guardMember(name, members[name])]));
  const bandits = new Map<string, Bandit>();
  const counted = new Map(Object.keys(graph.nodes).map((name) => [name, { rows: 0, fellBack: 0 }]));
  for (const [name, node] of Object.entries(graph.nodes)) if (node.kind === 'bandit') bandits.set(name, openBandit(node.arms, node.seed ?? 0));
  const memory = openMemory();
  const canAnswer = (arm: string) => guarded.get(arm)?.canAnswer() ?? true;
  let rows = 0;
  let degraded = 0;

  function ask(name: string, given: readonly Row[]): readonly Prediction[] {
    const member = guarded.get(name);
    if (!member) throw new LabError('MODEL_BAD', { path: `members/${name}`, reason: '—' });
    const from = performance.now();
    let failed = true;
    try {
      const predictions = member.predict(given);
      failed = false;
      return predictions;
    } finally {
      watch.asked(name, given.length, (performance.now() - from) / 1000, failed);
    }
  }

  function choicesOf(path: readonly string[]): Choice[] {
    return path.flatMap((name, i) => {
      const arm = path[i + 1];
      const node = graph.nodes[name];
      return arm !== undefined && node?.kind === 'bandit' && node.arms.includes(arm) ? [{ node: name, arm }] : [];
    });
  }

  function worth(node: string, { reward, actual }: Feedback, { label, value }: { label: string; value: number | undefined }): number {
    if (reward !== undefined) return reward;
    if (value === undefined) return String(actual) === label ? 1 : 0;
    const own = graph.nodes[node];
    const tolerance = (own?.kind === 'bandit' ? own.tolerance : undefined) ?? TOLERANCE;
    return Math.abs(value - Number(actual)) <= tolerance * Math.abs(Number(actual)) ? 1 : 0;
  }

  return {
    graph,
    predict(given) {
      const answers = walkGraph(graph, given, {
        ask,
        arm: (node) => bandits.get(node)!.choose(canAnswer),
        entered(node, count) {
          counted.get(node)!.rows += count;
        },
        fellBack(node, count) {
          counted.get(node)!.fellBack += count;
          watch.fellBack(node, count);
        },
      });
      rows += answers.length;
      for (const { answered } of answers) if (answered.degraded) degraded++;
      return answers;
    },
    report: () => ({
      ...{ output: graph.output, rows, degraded },
      nodes: Object.entries(graph.nodes).map(([name, { kind }]) => ({ name, kind, ...counted.get(name)!, arms: bandits.get(name)?.arms() ?? [] })),
      members: [...guarded.values()].map((member) => member.report()),
    }),
    remember(id, predictions) {
      if (bandits.size === 0) return;
      predictions.forEach(({ answered, label, value }, row) => {
        const choices = choicesOf(answered?.path ?? []);
        if (choices.length > 0) memory.keep(id, row, { choices, label, value });
      });
    },
    feedback(given) {
      const found = memory.take(given.id, given.row ?? 0);
      if (!found) return null;
      return found.choices.map(({ node, arm }) => {
        const reward = worth(node, given, found);
        bandits.get(node)!.reward(arm, reward);
        watch.rewarded(node, arm, reward);
        return { node, arm, reward };
      });
    },
    switchMember(name, online) {
      const member = guarded.get(name);
      member?.switch(online);
      return member !== undefined;
    },
    watch(given) {
      watch = given;
    },
  };
}

/** `graphMeasures`: what /metrics tells of a graph's members, nodes and bandits. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { GraphService, GraphWatch } from './service.ts';

const BUCKETS = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5];

export function graphMeasures(registry: Registry, graph: GraphService): GraphWatch {
  const registers = [registry];
  const calls = new Counter({
    name: 'graph_member_requests_total',
    help: 'Calls of a member, by how they ended',
    labelNames: ['member', 'outcome'],
    registers,
  });
  const rows = new Counter({ name: 'graph_member_rows_total', help: 'Rows a member answered', labelNames: ['member'], registers });
  const seconds = new Histogram({
    name: 'graph_member_duration_seconds',
    help: 'Time of one call',
    labelNames: ['member'],
    buckets: BUCKETS,
    registers,
  });
  const fallbacks = new Counter({
    name: 'graph_fallback_rows_total',
    help: 'Rows that a node gave to its fallback',
    labelNames: ['node'],
    registers,
  });
  const rewards = new Counter({ name: 'graph_arm_reward_total', help: 'Sum of the rewards of an arm', labelNames: ['node', 'arm'], registers });
  const told = new Counter({ name: 'graph_arm_feedback_total', help: 'Feedback on an arm', labelNames: ['node', 'arm'], registers });
  new Gauge({
    name: 'graph_member_up',
    help: '1 while a member can answer',
    labelNames: ['member'],
    registers,
    collect() {
      for (const { name, state } of graph.report().members) this.set({ member: name }, state === 'online' ? 1 : 0);
    },
  });
  return {
    asked(member, count, took, failed) {
      calls.inc({ member, outcome: failed ? 'failure' : 'success' });
      if (failed) return;
      rows.inc({ member }, count);
      seconds.observe({ member }, took);
    },
    fellBack: (node, count) => fallbacks.inc({ node }, count),
    rewarded(node, arm, reward) {
      rewards.inc({ node, arm }, reward);
      told.inc({ node, arm });
    },
  };
}

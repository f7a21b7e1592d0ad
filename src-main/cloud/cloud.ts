/** What other domains ask of the managed cloud. */
import type { CloudApply, CloudCall, CloudResource } from '../contract/cloud.ts';
import type { Bill, CloudTable, PlanCost, WhatIf } from '../contract/cloud-cost.ts';
import type { PolicyDecision, PolicyQuestion, PolicyReview } from '../contract/cloud-iam.ts';
import type { CloudPlan, CloudProblem, CloudProvider, CloudSource } from '../contract/cloud-plan.ts';

/** What needs no cloud to run. PIPELINE_INVALID where a file is not as it should be. */
export interface Desk {
  plans(): { source: CloudSource; title: string }[];
  check(source: CloudSource): { problems: CloudProblem[]; plan: CloudPlan | null; text: string };
  review(source: CloudSource, role?: string): PolicyReview[];
  evaluate(question: PolicyQuestion): PolicyDecision;
  cost(source: CloudSource): PlanCost;
  whatIf(source: CloudSource, endpoint: string): WhatIf;
  /** Of a text, or of a bill that ships, by its name. */
  bill(asked: { text: string; file?: string } | { name: string }): Bill;
  checkBill(text: string, file: string): { bill: Bill | null; problems: CloudProblem[] };
  bills(): { name: string; text: string }[];
  tables(): CloudTable[];
  saveTable(id: string, text: string): CloudTable;
  resetTable(id: string): CloudTable;
}

/** The simulated providers. What they refuse is an answer. */
export interface CloudSite {
  call(asked: CloudAsked): Promise<{ status: number; body: unknown }>;
  operations(): { provider: CloudProvider; operation: string; action: string }[];
  resources(): CloudResource[];
  calls(limit: number): CloudCall[];
  /** Written down when it answers. */
  apply(asked: CloudApplied): Promise<string>;
  applies(limit: number): CloudApply[];
  finished(id: string): Promise<CloudApply>;
  watch(id: string, signal?: AbortSignal): AsyncGenerator<CloudApply, void>;
  cancel(id: string): Promise<void>;
  /** Ends and forgets whatever a project has. */
  down(project: string): Promise<number>;
  /** Where calls that belong to no plan are made. */
  place(provider: CloudProvider): { project: string; region: string };
  /** Both protocols on 127.0.0.1, for stock clients. */
  serve(port: number): Promise<CloudServer>;
  /** Of one plan that was carried out: whatever it made. */
  forget(id: string): Promise<void>;
  close(): Promise<void>;
}

export interface CloudServer {
  url: string;
  /** What calls of Vertex AI must bear. */
  token: string;
  close(): Promise<void>;
}

export interface CloudAsked {
  provider: CloudProvider;
  operation: string;
  body: Record<string, unknown>;
  as?: { source: CloudSource; role: string } | undefined;
}

export interface CloudApplied {
  source: CloudSource;
  quotas?: Readonly<Record<string, number>>;
  /** For a check: the run that it has made already, and endpoints that nobody sees; nothing is scheduled. */
  rehearsal?: { startRun(): Promise<string>; prefix: string; trainOnly?: boolean };
}

export interface Cloud {
  desk(): Promise<Desk>;
  site(): Promise<CloudSite>;
  close(): Promise<void>;
}

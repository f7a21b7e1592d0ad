/** What other domains ask of the managed cloud. */
import type { Bill, CloudTable, PlanCost, WhatIf } from '../contract/cloud-cost.ts';
import type { PolicyDecision, PolicyQuestion, PolicyReview } from '../contract/cloud-iam.ts';
import type { CloudPlan, CloudProblem, CloudSource } from '../contract/cloud-plan.ts';

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
  bills(): { name: string; text: string }[];
  tables(): CloudTable[];
  saveTable(id: string, text: string): CloudTable;
  resetTable(id: string): CloudTable;
}

export interface Cloud {
  desk(): Promise<Desk>;
}

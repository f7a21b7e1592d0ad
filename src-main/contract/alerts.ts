/** Alert rules, the alerts that they raise, and silences. `monitoring` measures; channels tell (`channels.ts`). */
import { z } from 'zod';
import { instant, procedure } from './base.ts';
import { storyMs } from './story.ts';

export const alertSeverity = z.enum(['info', 'warning', 'critical']);
const span = z.string({ error: '@duration' }).refine((text) => (storyMs(text) ?? 0) > 0, { error: '@duration' });
/** Null: whichever of them is the worst. */
const feature = z.string().min(1).nullable().default(null);

/** What is looked at. Shares are 0 … 1. */
export const alertCondition = z.discriminatedUnion('kind', [
  /** Share of the features that drifted, surely once or probably twice in a row. */
  z.strictObject({ kind: z.literal('drift-score') }),
  /** One statistic of a feature: a test's name, or `p`, the corrected p-value of the feature. */
  z.strictObject({ kind: z.literal('drift'), feature, statistic: z.string().min(1).default('psi') }),
  z.strictObject({ kind: z.literal('prediction-drift'), statistic: z.string().min(1).default('psi') }),
  /** Share of the last answered rows. */
  z.strictObject({ kind: z.literal('quality'), check: z.enum(['missing', 'out-of-range', 'new-category']), feature }),
  /** Share of requests that were answered without a prediction. */
  z.strictObject({ kind: z.literal('errors'), over: span.default('1m') }),
  /** Milliseconds. */
  z.strictObject({ kind: z.literal('latency'), percentile: z.number().min(1).max(100).default(95), over: span.default('1m') }),
  /** Percent of the limit. */
  z.strictObject({ kind: z.literal('cpu') }),
  /** Share of right answers among the newest so many whose truth has come. */
  z.strictObject({ kind: z.literal('performance'), labels: z.number().int().min(10).max(100_000).default(100) }),
  /** Requests. */
  z.strictObject({ kind: z.literal('volume'), over: span.default('1m') }),
]);

export const alertRuleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: '@alert-id' });

export const alertRule = z.strictObject({
  id: alertRuleId,
  /** What people call it; the rules that the lab brings have their names in the catalogues. */
  title: z.string().min(1).max(120).nullable().default(null),
  /** Null: of every endpoint. */
  endpoint: z.string().min(1).nullable().default(null),
  enabled: z.boolean().default(true),
  severity: alertSeverity.default('warning'),
  when: alertCondition,
  /** One of the two. */
  above: z.number().nullable().default(null),
  below: z.number().nullable().default(null),
  /** An alert ends only when the value has come back to here; without it, to the threshold. */
  clear: z.number().nullable().default(null),
  /** From here on it is critical, whatever the severity. */
  critical: z.number().nullable().default(null),
  /** For so many windows in a row, or so long. */
  for: z.union([z.number().int().min(1).max(100), span]).default(1),
  /** Null: all channels. */
  channels: z.array(z.string()).nullable().default(null),
});

export const alertStatus = z.enum(['firing', 'acknowledged', 'resolved']);

export const alert = z.object({
  id: z.string(),
  endpoint: z.string(),
  rule: z.string(),
  title: z.string().nullable(),
  condition: alertCondition,
  severity: alertSeverity,
  status: alertStatus,
  startedAt: instant,
  acknowledgedAt: instant.nullable(),
  /** Of whoever acknowledged it. */
  note: z.string().nullable(),
  endedAt: instant.nullable(),
  value: z.number(),
  threshold: z.number(),
  /** Names of features. */
  subjects: z.array(z.string()),
});

export const alertEvent = z.object({
  at: instant,
  /** `muted`: it fired under a silence; `notified`: channels were told. */
  kind: z.enum(['fired', 'worsened', 'muted', 'notified', 'acknowledged', 'resolved']),
  value: z.number().nullable(),
  note: z.string().nullable(),
});

/** How a rule stands at one endpoint. */
export const ruleState = z.object({
  rule: z.string(),
  endpoint: z.string(),
  status: z.enum(['pending', 'firing', 'acknowledged']),
  since: instant,
});

export const silence = z.object({
  id: z.string(),
  rule: z.string().nullable(),
  endpoint: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  reason: z.string(),
  createdAt: instant,
});

export const alertsContract = {
  rules: procedure().output(z.array(alertRule)),
  /** A new one, or one in place of the one of that id. */
  saveRule: procedure('PARAM_INVALID').input(alertRule).output(z.array(alertRule)),
  /** One that the lab brought goes back to what it was. */
  removeRule: procedure('ALERT_RULE_NOT_FOUND')
    .input(z.object({ id: z.string() }))
    .output(z.array(alertRule)),
  exportRules: procedure().output(z.object({ yaml: z.string() })),
  /** With `replace`, rules that the file does not hold are taken away. */
  importRules: procedure('PARAM_INVALID', 'PIPELINE_INVALID', 'PIPELINE_SYNTAX')
    .input(z.object({ yaml: z.string().max(200_000), file: z.string().default('alertas.yaml'), replace: z.boolean().default(false) }))
    .output(z.array(alertRule)),
  /** Rules that hold or begin to. */
  states: procedure()
    .input(z.object({ endpoint: z.string().optional() }))
    .output(z.array(ruleState)),
  history: procedure('ALERT_NOT_FOUND')
    .input(z.object({ id: z.string() }))
    .output(z.array(alertEvent)),
  acknowledge: procedure('ALERT_NOT_FOUND')
    .input(z.object({ id: z.string(), note: z.string().max(500).nullable().default(null) }))
    .output(alert),
  silences: procedure()
    .input(z.object({ past: z.boolean().default(false) }))
    .output(z.array(silence)),
  silence: procedure('PARAM_INVALID')
    .input(
      z.object({
        rule: z.string().nullable().default(null),
        endpoint: z.string().nullable().default(null),
        startsAt: instant.optional(),
        minutes: z
          .number()
          .positive()
          .max(60 * 24 * 366),
        reason: z.string().trim().min(1).max(500),
      }),
    )
    .output(silence),
  /** It ends now. */
  endSilence: procedure('SILENCE_NOT_FOUND')
    .input(z.object({ id: z.string() }))
    .output(z.array(silence)),
};

export type AlertSeverity = z.infer<typeof alertSeverity>;
export type AlertCondition = z.infer<typeof alertCondition>;
export type AlertRule = z.infer<typeof alertRule>;
export type Alert = z.infer<typeof alert>;
export type AlertEvent = z.infer<typeof alertEvent>;
export type RuleState = z.infer<typeof ruleState>;
export type Silence = z.infer<typeof silence>;

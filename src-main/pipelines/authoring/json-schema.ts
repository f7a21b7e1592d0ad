/** `jsonSchema`: pipeline.yaml for an editor, from the very definitions that validate it. Only loaded when an editor asks. */
import { z } from 'zod';
import { datasetStep, deployStep, expectStep, featuresStep, materializeStep, programStep, registerStep, top } from '../spec/schema.ts';

export function jsonSchema(): Record<string, unknown> {
  const whole = z
    .object({
      ...top.shape,
      steps: z.array(z.union([programStep, registerStep, deployStep, datasetStep, expectStep, featuresStep, materializeStep])).min(1),
    })
    .strict();
  return z.toJSONSchema(whole, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Record<string, unknown>;
}

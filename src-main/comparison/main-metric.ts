/** `mainMetric`: of all that a run measured, the one figure that stands for its model's quality. */
const order = [
  /^f1[-_]?macro$/i,
  /f1[-_]?macro/i,
  /^(roc[-_]?)?auc/i,
  /auc/i,
  /^f1/i,
  /f1/i,
  /^mae/i,
  /mae/i,
  /rmse/i,
  /^r2/i,
  /acc?ura(c|cia)/i,
  /brier|log[-_]?loss/i,
];

export function mainMetric(metrics: Readonly<Record<string, number>>): { name: string; value: number } | null {
  for (const form of order) {
    const name = Object.keys(metrics).find((each) => form.test(each.split('.').at(-1)!));
    if (name !== undefined) return { name, value: metrics[name]! };
  }
  return null;
}

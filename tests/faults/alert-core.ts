/**
 * A core that judges a rule and tells a webhook, to be killed: `alert-core.ts <home> <minute>:<value>...`. Prints `judged` after each.
 */

import { createChannels } from '../../src-main/channels/index.ts';
import { createChanges } from '../../src-main/common/changes.ts';
import { systemClock } from '../../src-main/common/core.ts';
import { openLog } from '../../src-main/common/log.ts';
import { createAlerting } from '../../src-main/monitoring/alerts/alerting.ts';
import { openDatabase, openHome } from '../../src-main/storage/index.ts';

const [, , root = '', ...values] = process.argv;
const home = openHome(root);
const core = { storage: openDatabase(home.database), clock: systemClock, changes: createChanges(), log: openLog(home.logs, true) };
const channels = createChannels(core, { locale: () => 'en' });
const alerting = createAlerting(core, channels);
channels.wake();
const stay = setInterval(() => {}, 60_000);
for (const [minute, value] of values.map((text) => text.split(':').map(Number))) {
  const nothing = { cpu: [], drift: [], quality: () => null, facts: () => [] };
  const measured = { ...nothing, now: minute! * 60_000, since: 0, accuracy: () => ({ share: value!, labels: 100 }) };
  await alerting.judge('casas', measured, false);
  process.stdout.write('judged\n');
}
process.on('SIGTERM', () => clearInterval(stay));

/** `bancada`: everything the windows do, in a terminal. Exit codes: 0 ok, 1 failed, 2 usage. */
import { Command, CommanderError } from 'commander';
import { BancadaError } from '../../contract/index.ts';
import { addAlertCommands } from './commands/alerts.ts';
import { addAutomlCommands } from './commands/automl.ts';
import { addBackupCommands } from './commands/backup.ts';
import { addBatchCommands } from './commands/batch.ts';
import { addCardCommands } from './commands/cards.ts';
import { addChannelCommands } from './commands/channels.ts';
import { addCiCommands } from './commands/ci.ts';
import { addCloudCommands } from './commands/cloud.ts';
import { addCompareCommand } from './commands/compare.ts';
import { addDataCommands } from './commands/data.ts';
import { addDebugCommands } from './commands/debug.ts';
import { addDeployCommand } from './commands/deploy.ts';
import { addDriftCommands } from './commands/drift.ts';
import { addExpectCommands } from './commands/expect.ts';
import { addExportCommand } from './commands/export.ts';
import { addFeatureCommands } from './commands/features.ts';
import { addFeedbackCommands } from './commands/feedback.ts';
import { addGraphCommands } from './commands/graph.ts';
import { addGuideCommands } from './commands/guide.ts';
import { addLabCommands } from './commands/lab.ts';
import { addLoadCommands } from './commands/load.ts';
import { addLogCommands } from './commands/logs.ts';
import { addProgressCommand } from './commands/progress.ts';
import { addQueueCommands } from './commands/queue.ts';
import { addReportCommands } from './commands/report.ts';
import { addRerunCommands } from './commands/rerun.ts';
import { addRolloutCommands } from './commands/rollout.ts';
import { addRunCommands } from './commands/run.ts';
import { addSheetCommand } from './commands/sheet.ts';
import { addTrackingCommands } from './commands/tracking.ts';
import { addTriggerCommands } from './commands/triggers.ts';
import { localeOf, report } from './session.ts';
import { texts } from './texts.ts';

const json = process.argv.includes('--json');
const languageAt = process.argv.indexOf('--lang');
const locale = localeOf(languageAt > 0 ? process.argv[languageAt + 1] : undefined);
const t = texts(locale);

const program = new Command('bancada')
  .description(t.about)
  .option('--json', t.json)
  .option('--home <dir>', t.home)
  .option('--lang <lang>', t.lang)
  .exitOverride()
  .configureOutput({ writeErr: () => {} });
addRunCommands(program, t, locale);
addRerunCommands(program, t);
addDebugCommands(program, locale);
addLogCommands(program, t);
addLabCommands(program, t);
addTrackingCommands(program, t);
addDataCommands(program, locale);
addExpectCommands(program, locale);
addFeatureCommands(program, locale);
addTriggerCommands(program, t);
addQueueCommands(program, locale);
addExportCommand(program, locale);
addDeployCommand(program, locale);
addAutomlCommands(program, locale);
addBackupCommands(program, locale);
addBatchCommands(program, locale);
addGraphCommands(program, locale);
addRolloutCommands(program, locale);
addLoadCommands(program, locale);
addFeedbackCommands(program, locale);
addAlertCommands(program, locale);
addChannelCommands(program, locale);
addCiCommands(program, locale);
addCloudCommands(program, locale);
addCompareCommand(program, locale);
addDriftCommands(program, locale);
addGuideCommands(program, locale);
addCardCommands(program, locale);
addProgressCommand(program, locale);
addReportCommands(program, locale);
addSheetCommand(program, locale);
for (const command of program.commands.flatMap((one) => [one, ...one.commands])) {
  command.exitOverride().configureOutput({ writeErr: () => {} });
  // Common options may also stand after the command, as the examples of the README have them.
  command.option('--json', t.json).option('--home <dir>', t.home).option('--lang <lang>', t.lang);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError && error.exitCode === 0) process.exitCode = 0;
  else
    process.exitCode = report(
      error instanceof CommanderError ? new BancadaError('USAGE', { detail: error.message.replace(/^error: /, '') }) : error,
      locale,
      json,
    );
}

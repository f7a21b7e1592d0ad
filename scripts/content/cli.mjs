// Prints the commands of `bancada` as JSON, with their options and arguments: the program is taken where it would begin to read its own.
import { Command } from 'commander';

const describe = (command) => ({
  name: command.name(),
  args: command.registeredArguments.map(({ required, variadic }) => ({ required, variadic })),
  options: command.options.map(({ short, long, required, optional }) => ({ short, long, takesValue: required || optional })),
  commands: command.commands.map(describe),
});

Command.prototype.parseAsync = async function taken() {
  process.stdout.write(JSON.stringify(describe(this)));
  return this;
};
await import('../../src-main/hosts/cli/main.ts');

/** Why a step failed, in English: what happened, and what to change. */
import type { Messages } from './index.ts';

export const stepsEn = {
  STEP_BUSY: {
    what: 'Step {step} kept its CPU busy {share}% of the time, came to its limit of {limit} and did not end: that is what a loop without an end looks like.',
    fix: '{look}. If the work really is that long, {change}.',
  },
  STEP_CANCELLED: { what: 'Step {step} was cancelled.', fix: 'Run again: what had finished comes from the cache.' },
  STEP_DISK_FULL: {
    what: 'The disk filled up while step {step} was writing: {detail}',
    fix: 'In a container /tmp has only 64 MB: write large files to the folder of outputs (lab.output). If it is the computer’s disk, free some space and run again.',
  },
  STEP_DISK_LIMIT: { what: 'Step {step} wrote more than {limit} to its outputs and was stopped.', fix: 'Write less, or {change}.' },
  STEP_ENGINE_AWAY: {
    what: 'Docker stopped answering at {at}; step {step} goes on when it is back.',
    fix: 'Start Docker again. If the container survived, the step goes on where it is; else it begins anew, without using up a retry.',
  },
  STEP_ENGINE_LOST: {
    what: 'Docker stopped answering during step {step} and did not come back in time.',
    fix: 'Start Docker and run again from the failure: what had finished is kept.',
  },
  STEP_FAILED: { what: 'Step {step} failed: {detail}', fix: 'Open {file}, line {line}; the logs of the step show what came before.' },
  STEP_INPUT_TYPE: {
    what: 'Step {step} read its input {input} as something it is not: {detail}',
    fix: 'It comes from {from}. See what is written there, or read it here in the format that it has ({file}, line {line}).',
  },
  STEP_FROZEN: {
    what: 'Step {step} is frozen: it does not run as long as it is.',
    fix: 'Thaw it with bancada thaw, or take cache: frozen out of pipeline.yaml.',
  },
  STEP_FROZEN_EMPTY: {
    what: 'Step {step} cannot be frozen: there is no good result of it to use yet.',
    fix: 'Take cache: frozen out, run the pipeline until the step ends well, and freeze it then.',
  },
  STEP_INPUTS_UNKNOWN: { what: 'The inputs of step {step} do not exist yet: {needs} has not ended.', fix: 'Wait until the run gets to this step.' },
  STEP_LOG_LIMIT: {
    what: 'Step {step} wrote more than {limit} of logs and was stopped. {last}',
    fix: 'Look in {file} for a loop that prints without end. If you really need that much, {change}.',
  },
  STEP_MODULE_MISSING: {
    what: 'Step {step} imports the file {path}, which does not exist.',
    fix: 'Check the path in {file}, line {line}: it is relative to the file that imports it, and has its ending (.ts).',
  },
  STEP_NETWORK_CLOSED: {
    what: 'Step {step} tried to use the network, which is closed to it: {detail}',
    fix: 'If it really needs it, add `network: bridge` to the step (pipeline.yaml, line {specLine}). Without a network the step depends on its inputs alone, and the cache can trust it.',
  },
  STEP_NOT_PAUSED: { what: 'Step {step} is not paused.', fix: 'Only a step before which the run has stopped can be edited or continued.' },
  STEP_NOT_FOUND: { what: 'There is no step {step} in this pipeline.', fix: 'Use one of: {known}.' },
  STEP_OUTPUT_FORMAT: {
    what: 'Step {step} wrote something to {path} that is not {format}: {found}.',
    fix: 'See where the output is written ({file}); lab.output("{name}") writes in the format that the name of the file asks for.',
  },
  STEP_OUTPUT_INVALID: {
    what: 'Step {step} left something at {path} that is neither a plain file nor a plain folder.',
    fix: 'Write only plain files and folders: links and devices are refused.',
  },
  STEP_OUTPUT_KIND: {
    what: 'Step {step} declares {expected} at {path}, and left {found}.',
    fix: 'Mend the name in outputs (pipeline.yaml, line {specLine}: a folder ends in “/”), or what the program writes ({file}).',
  },
  STEP_OUTPUT_MISSING: {
    what: 'Step {step} ended without writing the output {path}. {left}',
    fix: 'Write it with lab.output("{name}"), or remove it from outputs (pipeline.yaml, line {specLine}).',
  },
  STEP_OUT_OF_MEMORY: { what: 'Step {step} went over its memory limit ({limit}): {how}.', fix: 'Read and write the data in parts, or {change}.' },
  STEP_PACKAGE_MISSING: {
    what: 'Step {step} imports the package {package}, which is not there.',
    fix: '{how} It is imported in {file}, line {line}.',
  },
  STEP_SECRET_MISSING: {
    what: 'Step {step} asks for the secret {name}, which is not in Bancada’s environment.',
    fix: 'Set the environment variable {name} and start Bancada again; or remove it from secrets (pipeline.yaml, line {specLine}).',
  },
  STEP_TIMEOUT: {
    what: 'Step {step} went over its time limit of {limit} and was stopped{how}. {last}',
    fix: 'See in {file} what it does from there on, or {change}.',
  },
} satisfies Partial<Messages>;

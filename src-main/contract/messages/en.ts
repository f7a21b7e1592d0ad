import { backupEn } from './backup.ts';
import { dataEn } from './data-en.ts';
import { deployEn } from './deploy.ts';
import type { Messages } from './index.ts';
import { pythonEn } from './python-en.ts';
import { stepsEn } from './steps-en.ts';
import { trackingEn } from './tracking.ts';
import { workspaceEn } from './workspace.ts';

export const en: Messages = {
  ALERT_NOT_FOUND: { what: 'There is no alert {id}.', fix: 'The ids stand in the list of alerts.' },
  ALERT_RULE_NOT_FOUND: { what: 'There is no alert rule {id}.', fix: 'Use one of: {known}.' },
  ALIAS_MOVE_NOT_FOUND: {
    what: 'The history of model {name} has no move {move} of an alias.',
    fix: 'Choose one of the moves that the page of the model lists.',
  },
  ALIAS_NOT_FOUND: { what: 'Model {name} has no alias {alias}.', fix: 'See its aliases on the page of the model, or set this one.' },
  ARTIFACT_NOT_FOUND: { what: 'Run {run} has no artifact {path}.', fix: 'Look at the list of artifacts of the run and check the name.' },
  ARTIFACT_PATH_INVALID: {
    what: 'Invalid path: {path}',
    fix: 'Use a relative path with “/” between folders, without “..”, “\\”, “#”, “?”, control characters or a drive letter.',
  },
  ARTIFACT_PATH_TAKEN: {
    what: 'The path {path} cannot be written: {taken} is already there as something else (a file where a folder is needed, or the other way round).',
    fix: 'Choose another name, or delete what is there first.',
  },
  AUTOML_FAILED: {
    what: 'The program that measures the trials stopped: {detail}',
    fix: 'The folds measured so far are kept: mend it and resume the search, or run the pipeline again.',
  },
  AUTOML_NONE: {
    what: 'No trial of the search came to a model. The first one said: {detail}',
    fix: 'Look at the function `fit` and at the values of the search space.',
  },
  AUTOML_NOT_DONE: { what: 'The search {id} has no model yet.', fix: 'Wait until it ends, or resume it.' },
  AUTOML_NOT_FOUND: { what: 'There is no search {id}.', fix: 'See the existing ones on the AutoML page.' },
  AUTOML_OF_PIPELINE: { what: 'This search is a step of run {run}.', fix: 'Resume or re-run the pipeline.' },
  AUTOML_RUNNING: { what: 'The search {id} is under way already.', fix: 'Wait until it ends, or cancel it.' },
  ...backupEn,
  ...trackingEn,
  ...workspaceEn,
  BAD_REQUEST: { what: 'The request does not have the expected form: {detail}.', fix: 'Check the fields that were sent.' },
  CARDS_FILE_INVALID: {
    what: 'The file has no cards that can be read: {detail}.',
    fix: 'In Anki, export as "Notes in Plain Text (.txt)"; or use one line per card, front and back separated by a tab.',
  },
  CARD_ANSWER_GONE: { what: "This answer is no longer the card's last one.", fix: 'Answer the card again when it comes back.' },
  CARD_NOT_FOUND: { what: 'There is no card {id}.', fix: 'Reload the list: it may have been deleted in another window.' },
  CERTIFICATE_NOT_EARNED: {
    what: 'The challenge of {title} has {have} of its {need} checks passed.',
    fix: 'Check your solution until all of them pass; then ask for the certificate again.',
  },
  CHALLENGE_NOT_FOUND: { what: 'There is no challenge {id}.', fix: 'Use one of: {known}.' },
  CHANNEL_NOT_FOUND: { what: 'There is no channel {name}.', fix: 'Use one of: {known}.' },
  CHECK_BROKEN: {
    what: 'Check {check} stopped: {detail}.',
    fix: 'Run it again; if it repeats, the fault may lie in the check and not in your code.',
  },
  CHECK_NOTHING_YET: {
    what: 'There is nothing to check yet: the run did not leave {what}.',
    fix: 'A name such as step.output is one of the outputs of a step of pipeline.yaml: make the step or, if it is there already, see in the logs why it did not end.',
  },
  CHECK_TIMEOUT: { what: 'Check {check} took longer than {seconds} s.', fix: 'See in the logs of its run which step takes so long.' },
  CI_CONFIG_INVALID: { what: '{file}, line {line}: {detail}.', fix: 'Correct ci.yaml; the challenge statement shows each field.' },
  CI_NOTHING_TO_COMMIT: {
    what: 'Nothing has changed since the last commit of {project}.',
    fix: 'Change a file, or run the conveyor on the commit that is there.',
  },
  CI_NO_GIT: { what: 'Git is not installed on this computer.', fix: 'Install Git, or run the conveyor without --ref, on the files as they are.' },
  CI_NO_REPOSITORY: {
    what: 'The project {project} is no Git repository yet.',
    fix: 'Make the first commit with “bancada ci commit {project} -m "start"” or on the CI/CD page.',
  },
  CI_REF_NOT_FOUND: { what: 'There is no branch, commit or pull request {ref}.', fix: 'Check the name with “git log” or on the CI/CD page.' },
  CI_RUN_NOT_FOUND: { what: 'There is no run {id} of the conveyor.', fix: 'See the existing ones with “bancada ci list”.' },
  CLOUD_APPLY_UNKNOWN: { what: 'No plan was applied under the id {id}.', fix: 'See those there are with bancada cloud list.' },
  CLOUD_TABLE_UNKNOWN: { what: 'There is no table or bill “{id}”; there are {known}.', fix: 'Choose one of them.' },
  CONTRACT_BROKEN: {
    what: 'Output {output} of step {step} breaks contract {contract}: {first}{more}. {consumers}',
    fix: 'Correct {file}, which writes the output. If the change is meant, write it into {contractFile}, raise version there, and adapt the steps that read the output.',
  },
  ...deployEn,
  DIAGRAM_NOT_FOUND: { what: 'This architecture has no diagram {id}.', fix: 'Choose one of the diagrams listed on the page.' },
  DRIFT_FAILED: { what: 'The drift study ended in the middle: {detail}.', fix: 'Run it again; if it happens once more, see the lab’s log.' },
  DRIFT_NO_COLUMNS: {
    what: 'The two sides have no column in common that can be compared.',
    fix: 'Compare data with the same column names: numbers, or texts with few different values.',
  },
  DRIFT_STUDY_NOT_FOUND: { what: 'There is no drift study {id}.', fix: 'See the existing ones: bancada drift list.' },
  DISK_FULL: { what: 'The disk of {path} is full.', fix: 'Free some space and run again; nothing was left half-written.' },
  ENDPOINT_ENDED: { what: 'The service of {name} ended by itself: {detail}.', fix: 'Read its logs and serve it again.' },
  ENDPOINT_NOT_FOUND: { what: 'There is no endpoint {name}.', fix: 'See the existing ones on the Services page, or serve a model.' },
  ENDPOINT_NOT_READY: {
    what: 'Endpoint {name} did not answer as it should: {detail}.',
    fix: 'Read the logs of the service; the previous revision, if any, is still serving.',
  },
  ENGINE_UNAVAILABLE: { what: 'Docker did not answer: {detail}.', fix: 'Start Docker, or run with local processes (--engine process).' },
  EXPECTATIONS_FAILED: {
    what: 'In step {step}, critical expectations of suite {suite} do not hold ({failed}). The first: {first}.',
    fix: 'Look at the failing rows on the page of the run. Correct the data where it is made, adjust the suite, or let only valid rows go on with policy: quarantine.',
  },
  EXPERIMENT_DELETED: { what: 'Experiment {experiment} is deleted.', fix: 'Restore it first.' },
  EXPERIMENT_EXISTS: {
    what: 'There is already an experiment named “{name}”.',
    fix: 'Choose another name; a deleted experiment keeps its name until garbage is collected.',
  },
  EXPERIMENT_NAME_INVALID: { what: 'An experiment needs a name.', fix: 'Give it one of up to 500 characters.' },
  EXPERIMENT_NOT_FOUND: { what: 'There is no experiment {experiment}.', fix: 'Look for it among the experiments; it may be deleted.' },
  EXPORT_PYTHON_SERVICE: {
    what: 'The program {file} serves in Python, and such a service is not exported yet.',
    fix: 'Register the model and export its endpoint, or write the service in TypeScript.',
  },
  EXPORT_STEP_UNSUPPORTED: {
    what: 'Step {step} reads {source}, which is made by a step that only Bancada runs.',
    fix: 'Let the step read what a program of yours leaves, and export again.',
  },
  FEATURE_SOURCE_MISSING: {
    what: 'The feature store has no data of the source {source}.',
    fix: 'In a pipeline, give it as an input of that name; in the lab’s own store, add it: bancada features ingest.',
  },
  FEATURE_STORE_NOT_FOUND: {
    what: 'There is no feature store called {name}.',
    fix: 'Known: {known}. A new one comes from bancada features apply FILE.',
  },
  FEATURES_NOT_MATERIALIZED: {
    what: 'View {view} of the feature store {store} is not in the online store.',
    fix: 'Bring it there: bancada features materialize {store}.',
  },
  FEATURES_ONLINE_UNREACHABLE: {
    what: 'The Redis of the online store at {address} did not answer: {detail}.',
    fix: 'Start it again, or go back to SQLite: bancada features online STORE --sqlite. What was handed over is kept offline and comes online when it is back.',
  },
  GATEWAY_UNAVAILABLE: {
    what: 'The gateway of the endpoints did not start: {detail}.',
    fix: 'See logs/gateway.log in the data folder and try again.',
  },
  GRAPH_INVALID: { what: 'In the model graph, {path}: {value} is not valid.', fix: 'Expected: {expected}.' },
  GRAPH_NONE: { what: '{name} v{version} is no graph of models.', fix: 'Choose a version made of several members.' },
  IMAGE_UNAVAILABLE: {
    what: 'The base image could be neither fetched nor assembled: {detail}.',
    fix: 'Go online once to fetch it, or run with local processes.',
  },
  INPUT_NOT_EDITABLE: { what: 'Input {name} cannot be edited here: {reason}.', fix: 'Edit it elsewhere and bring it with bancada debug set.' },
  INPUT_NOT_FOUND: { what: 'Step {step} has no input {name}.', fix: 'Use one of: {known}.' },
  INTERNAL: {
    what: 'Something unexpected happened inside Bancada.',
    fix: 'The record is in {log}. Try again; if it repeats, attach that record to a report.',
  },
  LINEAGE_NODE_NOT_FOUND: {
    what: 'Lineage knows no {node}.',
    fix: 'Write data:NAME@vN, step:RUN/STEP, run:RUN, model:NAME/VERSION or endpoint:NAME.',
  },
  LOAD_FAILED: { what: 'The load test ended in the middle: {detail}.', fix: 'Run it again; if it happens once more, see the lab’s log.' },
  LOAD_NO_ROWS: { what: 'The service {name} has no rows of its own to send.', fix: 'Send yours: --body file.json, or the rows in the form.' },
  LOAD_NOT_FOUND: { what: 'There is no load test {id}.', fix: 'See the existing ones: bancada loads.' },
  LOAD_REVISION_UNKNOWN: { what: 'The service {name} has no revision {revision}.', fix: 'Choose one of these: {known}.' },
  LOAD_RUNNING: { what: 'A load test of {name} is under way.', fix: 'Wait until it ends, or cancel it: two at once would measure each other.' },
  LOGGED_MODEL_NAME_INVALID: {
    what: "Invalid model name ('{name}') provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '\"', \"'\")",
    fix: 'Choose a name without them.',
  },
  LOGGED_MODEL_NOT_FOUND: { what: "Logged model with ID '{model}' not found.", fix: 'Look at the models of its run and check the ID.' },
  LOG_PATTERN_INVALID: {
    what: 'The regular expression “{pattern}” is not valid: {detail}.',
    fix: 'Mend it, or look for the text as it is, without a regular expression.',
  },
  LOG_PATTERN_SLOW: {
    what: 'The regular expression “{pattern}” takes too long in these logs.',
    fix: 'Avoid repetitions inside repetitions, such as (a+)+, or choose a step first.',
  },
  LOOP_HELD: {
    what: 'No feedback loop of {name} begins now: {hold}.',
    fix: 'See what it waits for with bancada feedback list, or change its guards.',
  },
  LOOP_NO_VERSION: {
    what: 'Run {run} registered no version of {model}.',
    fix: 'The pipeline that the policy starts needs a step with uses: register and that model’s name.',
  },
  MODEL_EXISTS: { what: 'There is a model {name} already.', fix: 'Choose another name, or register a new version of that one.' },
  MODEL_FOLDER_INVALID: {
    what: 'This is not the folder of a model: {file} is missing or cannot be read ({detail}).',
    fix: 'Save the model with lab.output("…").model(model), which writes all the files.',
  },
  MODEL_NOT_FOUND: {
    what: 'The model {name} is not in the registry.',
    fix: 'Run a pipeline that registers it; the existing ones are on the Models page.',
  },
  MODEL_NOT_SERVABLE: {
    what: 'Bancada cannot serve version {version} of {name}: its formats are {flavors}.',
    fix: 'Load it with the MLflow client in Python, or train it with the SDK of Bancada, whose models can be served.',
  },
  MODULE_NOT_FOUND: { what: 'There is no architecture {id}.', fix: 'Use one of: {known}.' },
  PARAM_INVALID: {
    what: 'Parameter {name} does not take {value}: {expected}.',
    fix: 'Pass a value that fits, for instance --param {name}={example}.',
  },
  PARAM_UNKNOWN: { what: 'Pipeline {pipeline} has no parameter {name}.', fix: 'The parameters are: {known}.' },
  PIPELINE_CYCLE: {
    what: '{file}, line {line}: the steps form a cycle: {cycle}.',
    fix: 'Remove one of the dependencies (needs or inputs) of the cycle.',
  },
  PIPELINE_FILE_MISSING: {
    what: '{file}, line {line}: step {step} calls {path}, which does not exist.',
    fix: 'Create the file or correct the name in run.',
  },
  PIPELINE_INVALID: { what: '{file}, line {line}, column {column}: in {field}, {expected}.', fix: 'Correct that field and run again.' },
  PIPELINE_SYNTAX: {
    what: '{file}, line {line}, column {column}: this is not valid YAML: {detail}.',
    fix: 'Check indentation, colons and quotes on that line.',
  },
  POLICY_NOT_FOUND: { what: 'There is no feedback policy {name}.', fix: 'Known: {known}.' },
  PORTFOLIO_PATH: {
    what: 'There is a path of this computer in {file}, line {line}.',
    fix: 'Use a path relative to the project and export again: on another machine it does not exist.',
  },
  PORTFOLIO_SECRET: {
    what: 'There is what looks like a secret in {file}, line {line}.',
    fix: 'Take it out of the code, into an environment variable for instance, and export again: what goes into a public repository does not come back.',
  },
  PORT_TAKEN: { what: 'Port {port} is already in use.', fix: 'Stop the program that uses it or choose another with --port.' },
  PROMOTION_REFUSED: {
    what: 'Version {version} of {name} was not promoted to @{alias}: it failed {failed}.',
    fix: 'Look at the failed checks; to promote it all the same, force it and say why.',
  },
  ...dataEn,
  ...pythonEn,
  QUESTION_NOT_FOUND: { what: 'There is no question {id}.', fix: 'Open the quiz again: a new version of Bancada may have changed it.' },
  REFERENCE_MISSING: {
    what: 'Endpoint {name} has no sample of its training data, so there is nothing to compare with.',
    fix: 'Pass reference when the model is saved or to lab.serve, run again and serve the new version.',
  },
  REGISTRY_INPUT_INVALID: { what: 'The registry does not take this {field}: {detail}', fix: 'Correct it and try again.' },
  RERUN_NEEDS_MISSING: {
    what: 'Step {step} needs {needs}, whose result run {run} does not have.',
    fix: 'Run from {needs}, which also does again what comes after it.',
  },
  RERUN_NOTHING_FAILED: {
    what: 'In run {run}, every step ended well.',
    fix: 'Run everything again, or choose the step to start from.',
  },
  ROLLBACK_NOTHING: {
    what: 'Endpoint {name} has no earlier revision running that it could go back to.',
    fix: 'Serve the version you want again, or start a blue-green rollout, which keeps the previous one running.',
  },
  ROLLOUT_NOT_RUNNING: {
    what: 'Endpoint {name} has no rollout under way.',
    fix: 'Start one on the page of the service or with "bancada rollout start".',
  },
  ROLLOUT_RUNNING: {
    what: 'Endpoint {name} already has a rollout under way.',
    fix: 'Wait for its end, promote it, or undo it with "bancada rollout rollback {name}".',
  },
  RUN_DELETED: { what: 'Run {run} is deleted.', fix: 'Restore it first.' },
  RUN_FINISHED: { what: 'Run {run} has already ended ({status}).', fix: 'There is nothing to cancel; run again if you like.' },
  RUN_NAME_CONFLICT: { what: 'The run is named “{name}”, and its tag mlflow.runName says “{tag}”.', fix: 'Give only one of the two.' },
  RUN_NOT_ENDED: { what: 'Run {run} has not ended yet ({status}).', fix: 'Wait for its end, or cancel it first.' },
  RUN_NOT_FOUND: { what: 'There is no run {run}.', fix: 'List the runs with: npm run bancada -- runs' },
  RUN_NOT_QUEUED: { what: 'Run {run} does not wait in the queue: it has begun or ended.', fix: 'Look at the queue again.' },
  SCENARIO_UNKNOWN: { what: 'There is no scenario {name}.', fix: 'Use one of: {known}.' },
  SCHEDULE_INVALID: {
    what: 'The schedule “{pattern}” is not understood: {detail}.',
    fix: 'Use five fields (minute, hour, day, month, weekday), such as “0 8 * * 1”: every Monday at 8:00.',
  },
  SILENCE_NOT_FOUND: { what: 'There is no silence {id}.', fix: 'Those that hold stand in the list of silences.' },
  SIMULATION_FAILED: { what: 'The simulation stopped: {detail}.', fix: 'See whether the endpoint answers at /health and start again.' },
  ...stepsEn,
  STEP_OVER_BUDGET: {
    what: 'Step {step} asks for {memory} of memory; all steps together may have {budget}.',
    fix: 'Lower resources.memory of the step, or raise the memory budget of the queue in Automation.',
  },
  STORAGE_NEWER: {
    what: 'This data folder was made by a newer Bancada (schema {found}; this one knows up to {known}).',
    fix: 'Update Bancada, or point BANCADA_HOME to another folder.',
  },
  STORY_NOT_FOUND: { what: 'There is no story {id}.', fix: 'It may have been removed: see those that exist under Career.' },
  TABLES_UNAVAILABLE: {
    what: 'Tables cannot be read on this system ({platform}).',
    fix: 'Run npm install; if it stays, there is no DuckDB for this system, and the rest of Bancada works without it.',
  },
  TAG_NOT_FOUND: { what: 'There is no tag {key} to delete.', fix: 'Look at the tags that are there.' },
  TRIGGER_EXISTS: { what: 'There is a trigger {name} already.', fix: 'Choose another name, or change that one.' },
  TRIGGER_NOT_FOUND: { what: 'There is no trigger {name}.', fix: 'Use one of: {known}.' },
  UNAUTHENTICATED: { what: 'The access token is missing or wrong.', fix: 'Open the full address that Bancada printed when it started.' },
  UPLOAD_INCOMPLETE: { what: 'The upload to {path} is not complete: {detail}.', fix: 'Send the missing parts again, then complete it.' },
  UPLOAD_NOT_FOUND: { what: 'There is no upload {upload} for this path.', fix: 'It was aborted or went stale: start a new one.' },
  USAGE: { what: '{detail}', fix: 'See the commands with: npm run bancada -- --help' },
  VERSION_NOT_FOUND: { what: 'Model {name} has no {version}.', fix: 'Existing versions and aliases: {known}.' },
};

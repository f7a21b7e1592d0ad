/**
 * Every error a person may meet, in one table: a stable code, the HTTP status it takes over a wire and the exit code of the CLI.
 * The words live in `messages/`, per language, with `{placeholders}` filled from the error's data.
 */
export const errorTable = {
  ALIAS_MOVE_NOT_FOUND: { status: 404, exit: 2 },
  ALIAS_NOT_FOUND: { status: 404, exit: 2 },
  ARTIFACT_NOT_FOUND: { status: 404, exit: 2 },
  ARTIFACT_PATH_INVALID: { status: 400, exit: 2 },
  ARTIFACT_PATH_TAKEN: { status: 409, exit: 2 },
  AUTOML_FAILED: { status: 500, exit: 1 },
  AUTOML_NONE: { status: 409, exit: 1 },
  AUTOML_NOT_DONE: { status: 409, exit: 2 },
  AUTOML_NOT_FOUND: { status: 404, exit: 2 },
  AUTOML_OF_PIPELINE: { status: 409, exit: 2 },
  AUTOML_RUNNING: { status: 409, exit: 2 },
  BAD_REQUEST: { status: 400, exit: 2 },
  BATCH_COLUMNS_MISSING: { status: 400, exit: 2 },
  BATCH_FAILED: { status: 500, exit: 1 },
  BATCH_FOLDER_MISSING: { status: 404, exit: 2 },
  BATCH_INPUT_CHANGED: { status: 409, exit: 2 },
  BATCH_NOT_FOUND: { status: 404, exit: 2 },
  BATCH_RUNNING: { status: 409, exit: 2 },
  CHALLENGE_NOT_FOUND: { status: 404, exit: 2 },
  CHECK_BROKEN: { status: 500, exit: 1 },
  CHECK_TIMEOUT: { status: 500, exit: 1 },
  CONTRACT_BROKEN: { status: 409, exit: 1 },
  DATA_DAMAGED: { status: 500, exit: 1 },
  DATA_JOB_NOT_FOUND: { status: 404, exit: 2 },
  DATA_NAME_INVALID: { status: 400, exit: 2 },
  DATA_NO_TABLE: { status: 400, exit: 2 },
  DATA_REFERENCE_INVALID: { status: 400, exit: 2 },
  DATA_SET_SHIPPED: { status: 409, exit: 2 },
  DATA_TAG_INVALID: { status: 400, exit: 2 },
  DATA_VERSION_NOT_FOUND: { status: 404, exit: 2 },
  DATASET_NOT_FOUND: { status: 404, exit: 2 },
  DIAGRAM_NOT_FOUND: { status: 404, exit: 2 },
  DISK_FULL: { status: 507, exit: 1 },
  ENDPOINT_ENDED: { status: 503, exit: 1 },
  ENDPOINT_NOT_FOUND: { status: 404, exit: 2 },
  ENDPOINT_NOT_READY: { status: 503, exit: 1 },
  ENGINE_UNAVAILABLE: { status: 503, exit: 1 },
  EXPECTATIONS_FAILED: { status: 409, exit: 1 },
  EXPERIMENT_DELETED: { status: 400, exit: 2 },
  EXPERIMENT_EXISTS: { status: 409, exit: 2 },
  EXPERIMENT_NAME_INVALID: { status: 400, exit: 2 },
  EXPERIMENT_NOT_FOUND: { status: 404, exit: 2 },
  EXPORT_PYTHON_SERVICE: { status: 400, exit: 2 },
  EXPORT_STEP_UNSUPPORTED: { status: 400, exit: 2 },
  FILE_EXISTS: { status: 409, exit: 2 },
  FILE_NOT_FOUND: { status: 404, exit: 2 },
  FILE_OUTSIDE_WORKSPACE: { status: 400, exit: 2 },
  GATEWAY_UNAVAILABLE: { status: 503, exit: 1 },
  IMAGE_UNAVAILABLE: { status: 503, exit: 1 },
  INPUT_NOT_EDITABLE: { status: 409, exit: 2 },
  INPUT_NOT_FOUND: { status: 404, exit: 2 },
  INTERNAL: { status: 500, exit: 1 },
  LINEAGE_NODE_NOT_FOUND: { status: 404, exit: 2 },
  LOAD_FAILED: { status: 500, exit: 1 },
  LOAD_NO_ROWS: { status: 400, exit: 2 },
  LOAD_NOT_FOUND: { status: 404, exit: 2 },
  LOAD_REVISION_UNKNOWN: { status: 404, exit: 2 },
  LOAD_RUNNING: { status: 409, exit: 1 },
  LOGGED_MODEL_NAME_INVALID: { status: 400, exit: 2 },
  LOGGED_MODEL_NOT_FOUND: { status: 404, exit: 2 },
  LOG_PATTERN_INVALID: { status: 400, exit: 2 },
  LOG_PATTERN_SLOW: { status: 400, exit: 2 },
  MODEL_EXISTS: { status: 409, exit: 2 },
  MODEL_FOLDER_INVALID: { status: 400, exit: 1 },
  MODEL_NOT_FOUND: { status: 404, exit: 2 },
  MODEL_NOT_SERVABLE: { status: 409, exit: 2 },
  MODULE_NOT_FOUND: { status: 404, exit: 2 },
  PARAM_INVALID: { status: 400, exit: 2 },
  PARAM_UNKNOWN: { status: 400, exit: 2 },
  PIPELINE_CYCLE: { status: 400, exit: 2 },
  PIPELINE_FILE_MISSING: { status: 400, exit: 2 },
  PIPELINE_INVALID: { status: 400, exit: 2 },
  PIPELINE_SYNTAX: { status: 400, exit: 2 },
  PORT_TAKEN: { status: 409, exit: 1 },
  PROMOTION_REFUSED: { status: 409, exit: 1 },
  PYTHON_INDEX_UNREACHABLE: { status: 503, exit: 1 },
  PYTHON_INSTALL_FAILED: { status: 500, exit: 1 },
  PYTHON_MISSING: { status: 503, exit: 1 },
  PYTHON_PACKAGE_CHANGED: { status: 409, exit: 1 },
  PYTHON_PACKAGE_NOT_FOUND: { status: 400, exit: 2 },
  PYTHON_PACKAGES_CONFLICT: { status: 400, exit: 2 },
  PYTHON_PIP_MISSING: { status: 503, exit: 1 },
  PYTHON_REQUIREMENT_INVALID: { status: 400, exit: 2 },
  PYTHON_TOO_OLD: { status: 503, exit: 1 },
  PYTHON_UNCONFINED: { status: 503, exit: 1 },
  PYTHON_WHEEL_MISSING: { status: 400, exit: 2 },
  REFERENCE_MISSING: { status: 409, exit: 1 },
  REGISTRY_INPUT_INVALID: { status: 400, exit: 2 },
  RERUN_NEEDS_MISSING: { status: 409, exit: 2 },
  RERUN_NOTHING_FAILED: { status: 409, exit: 2 },
  ROLLBACK_NOTHING: { status: 409, exit: 1 },
  ROLLOUT_NOT_RUNNING: { status: 409, exit: 1 },
  ROLLOUT_RUNNING: { status: 409, exit: 1 },
  RUN_DELETED: { status: 400, exit: 2 },
  RUN_FINISHED: { status: 409, exit: 1 },
  RUN_NAME_CONFLICT: { status: 400, exit: 2 },
  RUN_NOT_ENDED: { status: 409, exit: 1 },
  RUN_NOT_FOUND: { status: 404, exit: 2 },
  RUN_NOT_QUEUED: { status: 409, exit: 1 },
  SCENARIO_UNKNOWN: { status: 400, exit: 2 },
  SCHEDULE_INVALID: { status: 400, exit: 2 },
  SIMULATION_FAILED: { status: 502, exit: 1 },
  STEP_BUSY: { status: 500, exit: 1 },
  STEP_CANCELLED: { status: 499, exit: 1 },
  STEP_DISK_FULL: { status: 507, exit: 1 },
  STEP_DISK_LIMIT: { status: 500, exit: 1 },
  STEP_ENGINE_AWAY: { status: 503, exit: 1 },
  STEP_ENGINE_LOST: { status: 503, exit: 1 },
  STEP_FAILED: { status: 500, exit: 1 },
  STEP_INPUT_TYPE: { status: 500, exit: 1 },
  STEP_FROZEN: { status: 409, exit: 2 },
  STEP_FROZEN_EMPTY: { status: 409, exit: 2 },
  STEP_INPUTS_UNKNOWN: { status: 409, exit: 2 },
  STEP_LOG_LIMIT: { status: 500, exit: 1 },
  STEP_MODULE_MISSING: { status: 500, exit: 1 },
  STEP_NETWORK_CLOSED: { status: 500, exit: 1 },
  STEP_NOT_PAUSED: { status: 409, exit: 2 },
  STEP_NOT_FOUND: { status: 404, exit: 2 },
  STEP_OUTPUT_FORMAT: { status: 500, exit: 1 },
  STEP_OUTPUT_INVALID: { status: 500, exit: 1 },
  STEP_OUTPUT_KIND: { status: 500, exit: 1 },
  STEP_OUTPUT_MISSING: { status: 500, exit: 1 },
  STEP_OUT_OF_MEMORY: { status: 500, exit: 1 },
  STEP_PACKAGE_MISSING: { status: 500, exit: 1 },
  STEP_SECRET_MISSING: { status: 500, exit: 1 },
  STEP_OVER_BUDGET: { status: 409, exit: 1 },
  STEP_TIMEOUT: { status: 500, exit: 1 },
  STORAGE_NEWER: { status: 500, exit: 1 },
  TABLE_COLUMN_MISSING: { status: 400, exit: 2 },
  TABLE_EMPTY: { status: 400, exit: 1 },
  TABLE_ENCODING: { status: 400, exit: 1 },
  TABLE_FIELD_TOO_LONG: { status: 400, exit: 1 },
  TABLE_FILTER_INVALID: { status: 400, exit: 2 },
  TABLE_FORMAT_UNKNOWN: { status: 400, exit: 2 },
  TABLE_KEY_REPEATED: { status: 409, exit: 1 },
  TABLE_PROCESS_LOST: { status: 500, exit: 1 },
  TABLE_RAGGED: { status: 400, exit: 1 },
  TABLE_TOO_LARGE: { status: 507, exit: 1 },
  TABLE_UNREADABLE: { status: 400, exit: 1 },
  TABLES_UNAVAILABLE: { status: 503, exit: 1 },
  TAG_NOT_FOUND: { status: 404, exit: 2 },
  TRACKING_FILTER_INVALID: { status: 400, exit: 2 },
  TRACKING_KEY_INVALID: { status: 400, exit: 2 },
  TRACKING_LOCATION_INVALID: { status: 400, exit: 2 },
  TRACKING_PARAM_CHANGED: { status: 400, exit: 2 },
  TRACKING_PARAM_TWICE: { status: 400, exit: 2 },
  TRACKING_POINT_INVALID: { status: 400, exit: 2 },
  TRACKING_TOO_LONG: { status: 400, exit: 2 },
  TRIGGER_EXISTS: { status: 409, exit: 2 },
  TRIGGER_NOT_FOUND: { status: 404, exit: 2 },
  UNAUTHENTICATED: { status: 401, exit: 1 },
  UPLOAD_INCOMPLETE: { status: 400, exit: 1 },
  UPLOAD_NOT_FOUND: { status: 404, exit: 2 },
  USAGE: { status: 400, exit: 2 },
  VERSION_NOT_FOUND: { status: 404, exit: 2 },
  WORKSPACE_TOO_LARGE: { status: 400, exit: 2 },
} as const;

export type ErrorCode = keyof typeof errorTable;
export type ErrorData = Record<string, string | number | boolean | null | undefined>;

/** The one error class. `data` says what was wrong and where; the words are chosen by whoever shows it. */
export class BancadaError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, data: ErrorData = {}, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(data)}`, options);
    this.name = 'BancadaError';
    this.code = code;
    this.data = data;
  }

  get status(): number {
    return errorTable[this.code].status;
  }

  get exit(): number {
    return errorTable[this.code].exit;
  }

  toJSON(): { code: ErrorCode; data: ErrorData } {
    return { code: this.code, data: this.data };
  }
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorTable, code);
}

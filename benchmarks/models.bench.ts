/**
 * What it costs to answer from a model: a forest, its training, networks, and the model server over HTTP, against scikit-learn and onnxruntime by themselves and
 * behind FastAPI: same model, same machine, one core each, answers compared first (B10–B14). Prints one JSON object.
 */
import { modelFigures } from './serving/models.ts';
import { report } from './support/report.ts';

report(await modelFigures(Number(process.argv[2] ?? 2)));

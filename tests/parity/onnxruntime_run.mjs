// Runs exported networks in ONNX Runtime or in its WebAssembly; export_onnxruntime.py starts it.
//
// usage: node onnxruntime_run.mjs node|web NODE_MODULES TASKS.json
//
// TASKS is a list of {"network", "input", "shape", "out"}: a file of ONNX, one of floats for "images", their shape, and
// the beginning of the names of what is written: OUT.NAME, the bytes of each output. Prints
// [{"seconds", "outputs": {NAME: {"type", "dims"}}}], in the order of the tasks; seconds: of one run.
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {createRequire} from 'node:module';

const [runtime, modules, tasks] = process.argv.slice(2);

async function load() {
  if (runtime === 'node') {
    return createRequire(import.meta.url)(path.join(modules, 'onnxruntime-node'));
  }
  const dist = path.join(modules, 'onnxruntime-web', 'dist');
  const ort = await import(pathToFileURL(path.join(dist, 'ort.node.min.mjs')));
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = pathToFileURL(dist + path.sep).href;
  return ort;
}

async function run(ort, task) {
  const session = await ort.InferenceSession.create(fs.readFileSync(task.network), {
    executionProviders: [runtime === 'node' ? 'cpu' : 'wasm'], intraOpNumThreads: runtime === 'node' ? 2 : 1,
    logSeverityLevel: 3});
  const bytes = fs.readFileSync(task.input);
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const start = process.hrtime.bigint();
  const results = await session.run({images: new ort.Tensor('float32', values, task.shape)});
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const outputs = {};
  for (const name of session.outputNames) {
    const {type, dims, data} = results[name];
    fs.writeFileSync(`${task.out}.${name}`, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    outputs[name] = {type, dims: dims.map(Number)};
  }
  await session.release();
  return {seconds, outputs};
}

async function main() {
  const ort = await load();
  const told = [];
  for (const task of JSON.parse(fs.readFileSync(tasks, 'utf8'))) {
    told.push(await run(ort, task));
  }
  console.log(JSON.stringify(told));
}

main().catch(error => { console.error(String(error && error.stack || error)); process.exit(1); });

// Times ONNX Runtime on an exported network, two threads; detection_onnxruntime.py runs it.
//
// usage: node onnxruntime_runs.js ONNXRUNTIME_NODE NETWORK.onnx SIDE BATCH RUNS
//
// Prints the seconds of each run as a JSON list, three runs to warm up left out.
const [folder, network, side, batch, runs] = process.argv.slice(2);
const ort = require(folder);
const WARM_UP = 3;

async function main() {
  const session = await ort.InferenceSession.create(network, {
    intraOpNumThreads: 2, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all'});
  const shape = [Number(batch), 3, Number(side), Number(side)];
  const values = new Float32Array(shape.reduce((a, b) => a * b)).map(() => Math.random());
  const feeds = {images: new ort.Tensor('float32', values, shape)};
  const seconds = [];
  for (let run = 0; run < Number(runs) + WARM_UP; ++run) {
    const start = process.hrtime.bigint();
    await session.run(feeds);
    const elapsed = Number(process.hrtime.bigint() - start) / 1e9;
    if (run >= WARM_UP) {
      seconds.push(elapsed);
    }
  }
  console.log(JSON.stringify(seconds));
}

main().catch(error => { console.error(String(error)); process.exit(1); });

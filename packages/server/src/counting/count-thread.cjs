// A thread begins with `require`, and Node 20 ends the process where the thread is ended while that reads an ES module.
// biome-ignore lint/correctness/useImportExtensions: this file is published as it is, beside the built worker.
module.exports = import('./count-worker.js').then(({ carryOut }) => carryOut)

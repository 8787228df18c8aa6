// The tests read the vocabulary that the build writes: this way they also run in a checkout that was never built.
export { writeQwenVocabulary as setup } from './scripts/write-qwen-vocabulary.mjs'

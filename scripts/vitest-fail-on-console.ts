import { afterAll, afterEach } from 'vitest'

/** Output of a test is either a forgotten trace or a message nobody asserts on; a test that expects one spies on the method. */
const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const
const calls: Error[] = []

for (const method of methods) {
  console[method] = (...values: unknown[]) => {
    calls.push(new Error(`console.${method} was called with: ${values.map(String).join(' ')}`))
  }
}

function failOnCalls(): void {
  const [first, ...rest] = calls.splice(0)
  if (first === undefined) return
  first.message += rest.length > 0 ? ` (and ${rest.length} more)` : ''
  throw first
}

afterEach(failOnCalls)
afterAll(failOnCalls)

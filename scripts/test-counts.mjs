export const noTests = { passed: 0, failed: 0, skipped: 0, unloaded: [], skippedNames: [] }

/**
 * Totals of Vitest's JSON report. A file that failed without a failed test (it did not load, or a hook threw) counts as
 * one failure, and is named in `unloaded`.
 */
export function countTests(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const skippedTests = tests.filter(({ status }) => status !== 'passed' && status !== 'failed')
  const unloaded = report.testResults
    .filter(
      ({ status, assertionResults }) =>
        status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
    )
    .map((file) => file.name)
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length + unloaded.length,
    skipped: skippedTests.length,
    unloaded,
    skippedNames: skippedTests.map((test) => test.fullName),
  }
}

export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

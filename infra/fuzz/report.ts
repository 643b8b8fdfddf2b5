interface Report {
  test_cases: { generated: number; with_failures: number; errored: number };
}

/** Test cases of schemathesis' JSON report that went well, and those that did not. */
export function countCases(report: unknown): { passed: number; failed: number } {
  const { generated, with_failures, errored } = (report as Report).test_cases;
  const failed = with_failures + errored;
  return { passed: generated - failed, failed };
}

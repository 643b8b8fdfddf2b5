/** Counts operations of schemathesis' JSON report. */
export function countOperations(report: unknown): { passed: number; broken: number } {
  console.log(JSON.stringify(report).slice(0, 3000));
  return { passed: 0, broken: 0 };
}

/** Makes of `task` one that runs at once when it is asked for, but no two times within `every` milliseconds: what is asked for meanwhile is done once, after them. */
export function paced(every: number, task: () => void): () => void {
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  return () => {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        next = performance.now() + every;
        task();
      },
      Math.max(0, next - performance.now()),
    );
  };
}

/** How far an import is. */
export interface ImportProgress {
  /** Bytes of the file that are done, of how many. */
  position: number;
  bytes: number;
  accepted: number;
  rejected: number;
  /** Of late; null before the first rows. */
  rowsPerSecond: number | null;
  done: boolean;
}

/** The answer to the `progress` query: also the share that is done (0 to 1) and the seconds that it will probably take. */
export interface ReportedProgress extends ImportProgress {
  share: number;
  secondsLeft: number | null;
}

/** Adds what follows from the figures. */
export function reportProgress(progress: ImportProgress): ReportedProgress {
  const { position, bytes, accepted, rejected, rowsPerSecond } = progress;
  const rows = accepted + rejected;
  const rowsLeft = position > 0 ? ((bytes - position) / position) * rows : null;
  return {
    ...progress,
    share: bytes > 0 ? position / bytes : 1,
    secondsLeft: rowsLeft === null || !rowsPerSecond ? null : Math.ceil(rowsLeft / rowsPerSecond),
  };
}

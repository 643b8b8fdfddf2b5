/** How far an upload is. */
export interface UploadProgress {
  /** Bytes that have arrived, of how many. */
  sent: number;
  bytes: number;
  /** Bytes a second since it began or went on; null before a second has passed. */
  rate: number | null;
  secondsLeft: number | null;
}

/** Watches an upload: `sent` says how much has arrived, the first time how much was there already. Times in milliseconds. */
export function uploadWatch(bytes: number): (sent: number, now: number) => UploadProgress {
  let begun: { sent: number; at: number } | null = null;
  return (sent, now) => {
    if (!begun || sent < begun.sent) begun = { sent, at: now };
    const seconds = (now - begun.at) / 1000;
    const rate = seconds >= 1 && sent > begun.sent ? (sent - begun.sent) / seconds : null;
    return { sent, bytes, rate, secondsLeft: rate === null ? null : Math.ceil((bytes - sent) / rate) };
  };
}

import { DetailedError, Upload } from 'tus-js-client';
import { Problem, problemOf } from '../api/problem.ts';
import { uploadWatch, type UploadProgress } from './upload-rate.ts';

const partBytes = 16 * 1024 * 1024;
/** Milliseconds before each further try: some minutes, over which a connection, or the server, comes back. */
const patience = [0, 500, 1_000, 2_000, 3_000, 5_000, 5_000, 10_000, 10_000, 15_000, 30_000, 30_000, 60_000];

/** An upload under way. */
export interface RunningUpload {
  /** The import's id, when the file has arrived. @throws Problem when it is refused or cannot be sent. */
  done: Promise<string>;
  /** Leaves it as it is: it goes on when the same file is chosen again. */
  pause(): void;
  /** Gives it up. */
  stop(): Promise<void>;
}

/** Uploads a file in parts; one that was cut off before, by whatever, goes on where it was. */
export function uploadInParts(
  workspaceId: string,
  file: File,
  onProgress: (progress: UploadProgress) => void,
): RunningUpload {
  const { promise: done, resolve, reject } = Promise.withResolvers<string>();
  const watch = uploadWatch(file.size);
  const upload = new Upload(file, {
    endpoint: `/api/v1/workspaces/${workspaceId}/imports/uploads`,
    chunkSize: partBytes,
    retryDelays: patience,
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name },
    onProgress: (sent) => onProgress(watch(sent, performance.now())),
    onSuccess: () => resolve(upload.url!.split('/').at(-1)!),
    onError: (error) => reject(asUploadProblem(error)),
  });
  void upload.findPreviousUploads().then(([earlier]) => {
    if (earlier) upload.resumeFromPreviousUpload(earlier);
    upload.start();
  });
  return {
    done,
    pause: () => void upload.abort(),
    stop: () => upload.abort(true),
  };
}

function asUploadProblem(error: Error): Problem {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  if (!answer) return new Problem({ status: 0, code: 'unreachable', title: 'The upload was cut off' });
  let body: unknown;
  try {
    body = JSON.parse(answer.getBody());
  } catch {
    body = undefined;
  }
  return problemOf(new Response(null, { status: Math.max(200, answer.getStatus()) }), body);
}

import { writeTrackingCode } from './build.ts';

/** `npm run build`. */
await writeTrackingCode();

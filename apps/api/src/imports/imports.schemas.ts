import { z } from 'zod';
import { count, instant, uuid } from '../openapi/formats.ts';
import { pageOf } from '../pagination/page.ts';
import { importFormat, mapping } from '@cutline/worker/mapping';
import { rejectCodes } from '@cutline/worker/reject-codes';
import { origin } from '@cutline/worker/origin';

export const importStatus = z
  .enum(['uploading', 'uploaded', 'running', 'completed', 'failed', 'cancelled', 'undoing', 'undone'])
  .meta({ id: 'ImportStatus' });

export const importFile = z
  .object({
    id: uuid,
    fileName: z.string(),
    origin: origin.describe('Where the bytes are.'),
    bytes: count,
    checksum: z.string().describe('SHA-256, hex; empty until the file is there.'),
    status: importStatus,
    mapping: mapping.nullable(),
    position: count.describe('Bytes read so far; while it is uploading, bytes that have arrived.'),
    accepted: count,
    rejected: count,
    error: z.unknown().nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    undoneAt: instant.nullable(),
    duplicateOf: uuid.nullable().describe('An earlier import of a file with the same bytes.'),
    progress: z
      .object({ share: z.number(), rowsPerSecond: z.number().nullable(), secondsLeft: z.number().nullable() })
      .nullable(),
  })
  .meta({ id: 'Import' });

export const importPage = pageOf(importFile, 'ImportPage');

const parameterType = z.enum(['string', 'number', 'integer', 'boolean', 'datetime']);

const reason = {
  code: z.enum(rejectCodes).meta({ id: 'ImportRejectCode' }),
  message: z.string(),
  column: z.string().nullable().describe('The one at fault, where there is one.'),
  value: z.string().nullable().describe('What stands in it, or its beginning, where that is what is wrong.'),
};

export const sample = z
  .object({
    format: importFormat,
    encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le']),
    delimiter: z.string(),
    columns: z.array(
      z.object({
        name: z.string(),
        guess: z.string().describe('What the column seems to be: a field of the mapping, `parameter` or `ignore`.'),
        type: parameterType,
        examples: z.array(z.string()),
      }),
    ),
    suggestedMapping: mapping.nullable(),
    rows: z.array(
      z.object({
        line: count,
        event: z.record(z.string(), z.unknown()).optional(),
        reject: z.object(reason).optional(),
      }),
    ),
  })
  .meta({ id: 'ImportSample' });

export const sampleRequest = z.strictObject({ mapping: mapping.optional() }).meta({ id: 'SampleRequest' });
export const startRequest = z.strictObject({ mapping }).meta({ id: 'StartRequest' });

export const reject = z.object({ line: count, ...reason, raw: z.string() }).meta({ id: 'ImportReject' });

export const rejectPage = pageOf(reject, 'ImportRejectPage');

export const importPath = z.object({ importId: uuid });

export type Import = z.infer<typeof importFile>;
export type Sample = z.infer<typeof sample>;
export type SampleRequest = z.infer<typeof sampleRequest>;
export type StartRequest = z.infer<typeof startRequest>;
export type Reject = z.infer<typeof reject>;

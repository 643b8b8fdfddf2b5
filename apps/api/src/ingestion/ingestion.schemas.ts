import { z } from 'zod';

export const acceptedMessage = z.object({ success: z.literal(true) }).meta({ id: 'AcceptedMessage' });

const rejection = z
  .object({
    index: z.int().describe('Of the message in `batch`, from 0.'),
    code: z.string(),
    pointer: z.string().describe('Where in the body: a JSON pointer (RFC 6901).'),
    detail: z.string(),
  })
  .meta({
    id: 'RejectedMessage',
    description: 'A message that was not taken. Sending it again as it is would not help.',
  });

export const acceptedBatch = z
  .object({
    success: z.literal(true),
    rejected: z.array(rejection).optional().describe('The first thousand that were not taken; the others are.'),
  })
  .meta({ id: 'AcceptedBatch' });

export type AcceptedMessage = z.infer<typeof acceptedMessage>;
export type AcceptedBatch = z.infer<typeof acceptedBatch>;

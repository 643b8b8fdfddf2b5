import { z } from 'zod';

/** What the tracking code on a source's pages is told. */
export const trackingSettings = z
  .strictObject({
    consent: z
      .enum(['required', 'notRequired'])
      .describe(
        '`required`: nothing is sent, and nothing kept in the browser, before the page says that the visitor agrees.',
      ),
    respectDoNotTrack: z.boolean().describe('Whether nothing is sent for browsers that send `DNT: 1` or `Sec-GPC: 1`.'),
    autoPages: z.boolean().describe('Whether pages that are opened are told by themselves.'),
  })
  .meta({ id: 'TrackingSettings', description: 'What the tracking code on its pages is told.' });

export type TrackingSettings = z.infer<typeof trackingSettings>;

/** Of a source for which nobody has decided otherwise: careful with its visitors. */
export const usualTracking: TrackingSettings = { consent: 'required', respectDoNotTrack: true, autoPages: true };

/** The settings of a source from its `tracking` column; what cannot be read is as usual. */
export function trackingOf(stored: unknown): TrackingSettings {
  const read = trackingSettings.safeParse(stored);
  return read.success ? read.data : usualTracking;
}

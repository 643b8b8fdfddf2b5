import { type Storage } from './browser-storage.ts';
import { type TrackingSettings } from './options.ts';
import { decisionName } from './store.ts';

/** Whether anything may be stored and sent: yes, not before the visitor agrees, no. */
export type Permission = 'open' | 'waiting' | 'closed';

export function permissionOf(settings: TrackingSettings, lasting: Storage): Permission {
  if (mustNotTrack(settings)) return 'closed';
  const decision = lasting.get(decisionName);
  if (decision === 'denied') return 'closed';
  return settings.consent === 'notRequired' || decision === 'granted' ? 'open' : 'waiting';
}

/** Whether the browser asks not to be tracked, by Do Not Track (W3C Tracking Preference Expression) or Global Privacy Control, and is heard. */
export function mustNotTrack({ respectDoNotTrack }: TrackingSettings): boolean {
  if (respectDoNotTrack === false) return false;
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  return doNotTrack === '1' || globalPrivacyControl === true;
}

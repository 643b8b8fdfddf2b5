/** How a page is tracked. A source says it for the pages that load the script from Cutline. */
export interface TrackingSettings {
  /** Whether anything may be stored or sent before `setConsent('granted')`. `required` unless given. */
  consent?: 'required' | 'notRequired';
  /** With Do Not Track or Global Privacy Control on, nothing is stored or sent, whatever else is said. True unless given. */
  respectDoNotTrack?: boolean;
  /** Says `page()` when the page has loaded and whenever its address changes. True unless given. */
  autoPages?: boolean;
}

export interface Options extends TrackingSettings {
  /** Where Cutline answers, e.g. `https://events.example.com`. */
  host: string;
  /** What becomes of events until consent is given: kept in memory and sent then, or dropped. `keep` unless given. */
  beforeConsent?: 'keep' | 'drop';
}

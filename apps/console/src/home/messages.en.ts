import { counted, formatCount } from '../figures/number.ts';

export const home = {
  overview: 'Overview',
  whatIsHere: 'What is here',
  knownProfiles: 'Known profiles',
  events: 'Events',
  segments: 'Segments',
  definitions: 'Definitions',
  whichDefinitions: 'segments, metrics, aggregates',

  allSegments: 'All segments',
  asOf: 'As of {time}',
  waitsForFirstRun: 'Waits for the first run',

  demoFilling: 'The demo shop is being filled',
  thisIsDemo: 'This is a demo shop',
  demoWaits: (part: string) => `${part}; its customers and purchases come right after. You can look around meanwhile.`,
  demoSoFar: (customers: number, events: number) =>
    `${counted(customers, 'customer')} and ${counted(events, 'event')} so far. Heavy buyers, and those of them who stopped, are found as soon as all is there.`,
  demoAbout: (customers: number) =>
    `Two years of an invented shop: ${formatCount(customers)} customers with their visits and purchases. Look who buys most, and which of them are leaving. Then bring your own data.`,
  fillingDemo: 'Filling the demo shop',
  ownData: 'Start with your own data',
  removeDemo: 'Remove the demo shop…',

  firstSteps: 'From a file to your best customers',
  importStep: {
    title: 'Import what your customers did',
    text: 'A CSV file with who, when, what and for how much.',
  },
  countStep: {
    title: 'Count it for each customer',
    text: 'An aggregate: purchases in the last 365 days, say.',
  },
  lineStep: {
    title: 'Let the data draw a line',
    text: 'A metric: above it lie the top 30 %.',
  },
  segmentStep: {
    title: 'Build the segment',
    text: 'Everyone above the line. It stays right as data arrives.',
  },
  done: '(done)',
};

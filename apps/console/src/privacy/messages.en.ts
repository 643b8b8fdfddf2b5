import { counted, formatCount } from '../figures/number.ts';

export const privacy = {
  privacy: 'Privacy',
  onlyAdministrators: 'Only an administrator can export and erase people, and say how long events are kept.',
  exportPerson: 'Export everything',
  erasePerson: 'Erase this person…',

  erasures: 'Erasures',
  erasuresText:
    'Somebody who asks to be forgotten is erased from every store. What is sent of them later is ignored until you release them.',
  eraseSomebody: 'Erase somebody',
  noErasures: 'Nobody has been erased',
  noErasuresText: 'Erase a person here by an identifier, or from their profile. You get a receipt that names nobody.',
  statuses: { running: 'Running', completed: 'Erased', failed: 'Failed' },
  requested: 'Asked for {time}',
  by: (name: string) => `by ${name}`,
  byKey: 'by an API key',
  finished: 'completed {time}',
  keptOut: (count: number) => `${counted(count, 'identifier')} kept out`,
  released: 'Released {time}',
  rowsErased: (rows: number, files: number) =>
    `${counted(rows, 'row')}${files ? ` and ${counted(files, 'uploaded file')}` : ''} erased`,
  receipt: 'Receipt',
  downloadReceipt: (day: string) => `Download the receipt of ${day}`,
  retry: 'Try again',
  retried: 'The erasure is tried again',
  release: 'Release…',
  releaseOf: (day: string) => `Release the erasure of ${day}`,
  releaseTitle: 'Let this person in again?',
  releaseText:
    'What is sent of them from now on is taken, as of anybody new. What was erased does not come back. To keep them out later, erase them again.',
  releaseAction: 'Release',
  isReleased: 'The person is let in again',

  kind: 'Kind of identifier',
  kinds: { customId: 'Customer id', email: 'E-mail', phone: 'Phone', anonymousId: 'Anonymous id' },
  identifier: 'Identifier',
  look: 'Look who it is',
  eraseTitle: 'Erase a person?',
  eraseText: 'They disappear from every store and cannot be brought back.',
  namesNobody: 'Nobody here has this identifier. It will be kept out, so that nothing of them comes in.',
  thesePeople: 'Everything under these identifiers goes:',
  lost: (events: number, values: number, segments: number) =>
    `${counted(events, 'event')}, ${counted(values, 'value')} of attributes and consents, and the membership in ${counted(segments, 'segment')} will be lost. Totals that were published stay.`,
  mentioned: 'These definitions name the person, and stay. Change them yourself:',
  eraseAction: 'Erase for good',
  beingErased: 'The person is being erased',
  beingErasedText: 'Nothing new of them is taken from now on.',

  retention: 'How long events are kept',
  retentionText: (zone: string) =>
    `Events of a name can be deleted when they are older than you need. It happens every night at 03:00 (${zone}). Those without a rule are kept for ever.`,
  addRule: 'Add a rule',
  noRules: 'Everything is kept for ever',
  noRulesText: 'Make a rule for events that you need for a while only, such as page views.',
  event: 'Event',
  days: 'Days',
  olderThan: (days: number) => `Deleted when older than ${counted(days, 'day')}`,
  applied: (deleted: number) => `${counted(deleted, 'event')} deleted {time}`,
  notApplied: 'First applied {time}',
  removeRule: 'Remove…',
  removeRuleOf: (action: string) => `Remove the rule for ${action}`,
  removeRuleTitle: (action: string) => `Keep ${action} for ever?`,
  removeRuleText: 'From now on no more of these events are deleted. Those that are gone do not come back.',
  removeRuleAction: 'Keep for ever',
  ruleRemoved: (action: string) => `${action} is kept for ever`,
  next: 'Continue',
  confirmRule: (action: string, days: number) => `Delete ${action} older than ${counted(days, 'day')}?`,
  wouldGo: (events: number) =>
    events === 0
      ? 'No event is that old today.'
      : `${counted(events, 'event')} that happened before {day} will be deleted next night.`,
  andLater: 'Every night after that those that have become older go too. Deleted events cannot be brought back.',
  saveRule: 'Delete them from now on',
  ruleSaved: (action: string, days: number) => `${action} is kept for ${formatCount(days)} days`,
};

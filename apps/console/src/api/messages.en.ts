/** What refusals are called here; HTTP's own words (“Conflict”) say little to people. */
const titles: Partial<Record<number, string>> = {
  400: 'Something is not right yet',
  401: 'You are no longer signed in',
  403: 'You may not do this',
  404: 'It is not here any more',
  409: 'That is not possible as things are',
  413: 'That is too large',
  422: 'Something is not right yet',
  429: 'Too many requests at once',
};

export const problems = {
  titles,
  fault: 'Cutline ran into a fault',
  refused: 'The request was refused.',
  didNotWork: 'That did not work',
  unreachable: 'Cutline cannot be reached',
  checkConnection: 'Check your connection and that Cutline is still running, then try again.',
  wentWrongHere: 'Something went wrong here',
  answerWas: (status: string) => `The answer was ${status}.`,
};

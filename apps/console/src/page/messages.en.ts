export const page = {
  nothingChosen: 'nothing chosen',
  cancel: 'Cancel',
  typeToConfirm: (text: string) => `Type “${text}” to confirm`,
  loading: 'Loading',
  shown: (count: string) => `${count} shown`,
  showMore: 'Show more',
  backTo: (place: string) => `Back to ${place}`,
  tryAgain: 'Try again',
  reportNumber: (number: string) => `If it happens again, report it with the number ${number}.`,
};

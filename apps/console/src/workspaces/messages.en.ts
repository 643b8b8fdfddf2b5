export const workspaces = {
  newWorkspace: 'New workspace',
  whatItHolds: "A workspace holds one shop's customers, what they did, and the segments made of them.",
  askAdministrator:
    'Only an administrator of your organisation can create a workspace. Ask one to make it, or to give you that role.',
  organisation: 'Organisation',
  create: 'Create the workspace',
  cancel: 'Cancel',

  name: 'Name',
  myShop: 'My shop',
  timeZone: 'Time zone',
  whyTimeZone: 'Days begin and end in this zone: “last 30 days” are 30 of its days.',
  currency: 'Currency',
  whyCurrency: 'Amounts without a currency of their own are taken to be in this one.',
};

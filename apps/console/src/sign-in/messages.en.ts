export const signIn = {
  signIn: 'Sign in',
  useYours: 'Use the e-mail and password you were given.',
  email: 'E-mail',
  password: 'Password',
  hidePassword: 'Hide the password',
  showPassword: 'Show the password',
  firstTime:
    'First time on your own computer? The e-mail and password were printed when Cutline started, and stand in {file} in its folder.',
  language: 'Language',

  noMatch: 'E-mail and password do not match. Check both, or ask an administrator for a new password.',
  tooMany: 'Too many attempts. Wait a minute, then try again.',
  incomplete: 'Enter the whole e-mail address, such as mara@example.com, and the password.',

  aboutCutline: 'About Cutline',
  who: 'The customers who matter, and those about to leave.',
  how: 'Cutline draws the line between your best customers and the rest from your own data, and redraws it whenever the data moves.',
};

export { addKey, dropOldKeys, keyringIn, newKey, type Keyring } from './keyring.ts';
export { isSealedAnew, keyedHash, open, seal } from './seal.ts';

export { checkEndpoint } from './allowed-endpoint.ts';
export { findInFolder, listFolder, type FolderEntry, type FoundFile } from './allowed-folder.ts';
export { openBucket, secretContext, type Bucket, type BucketEntry, type ImportLocation } from './bucket.ts';
export { locateFile } from './locate-file.ts';
export { PlaceRefused, type PlaceCode } from './place-refused.ts';
export { placesFrom, type ImportPlaces } from './places.ts';

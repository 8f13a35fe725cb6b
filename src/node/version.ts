/** Put in by the bundler from package.json. */
declare const ATLAS_VERSION: string | undefined;

export const VERSION = typeof ATLAS_VERSION === 'undefined' ? 'development' : ATLAS_VERSION;

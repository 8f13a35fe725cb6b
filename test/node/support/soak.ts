/** How much of something a suite does: in `npm test`, and by `npm run test:soak`. */
export function soak(usual: number, long: number): number {
  return process.env['ATLAS_SOAK'] ? long : usual;
}

/** Made at build time by scripts/map-cities.mjs; `parseCities` says what is in it. */
declare module 'virtual:keepsight-cities' {
  export const cities: string;
}

import type { Plugin } from 'vite';

export declare function placeTable(): Buffer;
export declare function placesFile(): Plugin;

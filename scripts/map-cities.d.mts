import type { Plugin } from 'vite';

export declare function cityTable(): string;
export declare function mapCities(): Plugin;

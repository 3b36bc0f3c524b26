export declare const photosFolder: string;
export declare const hasPhotos: boolean;

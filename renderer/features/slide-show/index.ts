export { SlideShow } from './SlideShow.js';
export { endSlideShow, startSlideShow, useSlideShow } from './store.js';

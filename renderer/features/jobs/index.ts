export { JobsPart } from './JobsPart.js';
export { describeNewPhotos, describesNew, startJobs, useJobs } from './store.js';

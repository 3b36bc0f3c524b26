export { showStackOfSelection, stackSelection, unstackSelection } from './actions.js';
export { StackPart } from './StackPart.js';
export { SuggestionsPage } from './SuggestionsPage.js';

import './drag-card.css';

/** What a drag that begins now shows beside the pointer. */
export function showDragCard(dataTransfer: DataTransfer, text: string): void {
  const card = document.createElement('div');
  card.className = 'drag-card';
  card.textContent = text;
  document.body.append(card);
  dataTransfer.setDragImage(card, -12, -8);
  // The picture of it is taken when this event is over.
  setTimeout(() => {
    card.remove();
  }, 0);
}

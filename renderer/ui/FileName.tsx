import { visibleName } from '../lib/visible-name.js';

/** A file's name or path, isolated from the text around it. */
export function FileName({ children, className }: { readonly children: string; readonly className?: string }) {
  return <bdi className={className}>{visibleName(children)}</bdi>;
}

import { lastLevelOf, LEVEL_SEPARATOR, parentNameOf } from '../../api/index.js';
import './tag-path.css';

/** A tag by its path, of which its own level is what is read first. */
export function TagPath({ name }: { readonly name: string }) {
  const above = parentNameOf(name);
  return (
    <bdi className="tag-path">
      {above === null ? null : (
        <span className="tag-path-above">
          {above}
          {LEVEL_SEPARATOR}
        </span>
      )}
      <span className="tag-path-level">{lastLevelOf(name)}</span>
    </bdi>
  );
}

import { useEffect, useState } from 'react';
import { Spinner } from './Progress.js';
import './state.css';

/** Only waiting that is long enough to be noticed is shown. */
const NOTICED_MILLIS = 400;

/** Fills its place while something is loaded. */
export function Waiting({ text }: { readonly text: string }) {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsLong(true);
    }, NOTICED_MILLIS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <div className="state" aria-busy="true">
      {isLong ? (
        <>
          <Spinner />
          <p>{text}</p>
        </>
      ) : null}
    </div>
  );
}

/** Keys as they are written on a keyboard, one after the other. */
export function Keys({ caps }: { readonly caps: readonly string[] }) {
  return caps.map((cap) => (
    <kbd key={cap} className="key">
      {cap}
    </kbd>
  ));
}

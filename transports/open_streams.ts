// Counts the streams that are open, for tests that look for leaks: runtimes don't all say which sockets they hold.
// Every transport reports to it; nothing else may depend on it.

let open = 0;

/** Streams of this package that were opened and hold a socket (or a place in memory) still. */
export function openStreamCount(): number {
  return open;
}

/** Reports a stream as open. The returned function reports it as closed; only its first call counts. */
export function countOpenStream(): () => void {
  let counted = true;
  open++;
  return () => {
    if (counted) open--;
    counted = false;
  };
}

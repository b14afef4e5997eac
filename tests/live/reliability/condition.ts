// Waiting for what events bring about, with a limit. Used by the producing process and by who waits for its lines.

/** One place to wait at; one waiter at a time. */
export class Condition {
  #look: () => void = () => {};

  /** Something has happened: who waits looks again. */
  changed(): void {
    this.#look();
  }

  /** Waits until `holds` gives true, or until `limitMs` is over; gives what holds then. */
  async until(holds: () => boolean, limitMs?: number): Promise<boolean> {
    let late = false;
    const timer = limitMs === undefined ? undefined : setTimeout(() => {
      late = true;
      this.changed();
    }, limitMs);
    while (!holds() && !late) await new Promise<void>((resolve) => this.#look = resolve);
    clearTimeout(timer);
    return holds();
  }
}

/** The chain of the Own page. It is kept as text, so that its reader is loaded with that page alone. */
export interface OwnSlice {
  /** The chain as `writeChain` of src/chain writes it; `null` is the one that the page begins with. */
  readonly chain: string | null;
  /** What the last change was made in: changes one after another in one field are undone together. */
  readonly chainField: string | undefined;
  /** How often a chain was opened as a whole: each time is a new entry of the browser's history. */
  readonly chainsOpened: number;
  setChain(chain: string | null, field?: string): void;
  /** Opens a chain as a whole. */
  openChain(chain: string): void;
}

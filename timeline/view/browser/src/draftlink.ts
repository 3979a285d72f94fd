/** Link a review with the preview of its drafts on the same page: what one opens, the other shows. */

type Side = "review" | "preview";
const OPENED = "dateline-draft";

export class DraftLink {
  private readonly side: Side;
  private readonly show: (draft: string) => void;
  private draft = "";

  constructor(side: Side, show: (draft: string) => void) {
    this.side = side;
    this.show = show;
    document.addEventListener(OPENED, this.hear);
  }

  tell(draft: string): void {
    this.draft = draft;
    document.dispatchEvent(new CustomEvent(OPENED, { detail: { draft, side: this.side } }));
  }

  /** Show what is open once more, after what it is shown in was drawn anew. */
  again(): void {
    if (this.draft) this.show(this.draft);
  }

  leave(): void {
    document.removeEventListener(OPENED, this.hear);
  }

  private readonly hear = (event: Event): void => {
    const { draft, side } = (event as CustomEvent<{ draft: string; side: Side }>).detail;
    if (side === this.side) return;
    this.draft = draft;
    this.show(draft);
  };
}

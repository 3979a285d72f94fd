declare module "svgcanvas" {
  /** A 2D context that writes SVG elements. */
  export class Context {
    constructor(options: { width: number; height: number; document: Document });
    getSerializedSvg(): string;
  }
}

declare module "svgcanvas" {
  /** A 2D context that writes SVG elements; what begins with "__" is its own, of the pinned version. */
  export class Context {
    constructor(options: { width: number; height: number; document: Document });
    getSerializedSvg(): string;
    moveTo(x: number, y: number): void;
    __currentDefaultPath: string;
    __currentPosition: { x: number; y: number };
    __matrixTransform(x: number, y: number): { x: number; y: number };
    __addPathCommand(command: string): void;
  }
}

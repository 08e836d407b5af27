import { themeColour } from "../../ui/theme.js";
import type { Texture } from "./groups.js";

const tilePx = 6;

/** What textures draw over the ground, in a tile of 6 by 6 pixels. */
const strokes: Readonly<Record<Texture, string | undefined>> = {
  solid: undefined,
  light: undefined,
  cross: "M-1 -1L7 7M7 -1L-1 7",
  diagonal: "M-1 7L7 -1M-1 1L1 -1M5 7L7 5",
  backslash: "M-1 -1L7 7M-1 5L1 7M5 -1L7 1",
  lines: "M0 1.5H6M0 4.5H6",
  dots: "M1 1h1.6v1.6h-1.6zM4 4h1.6v1.6h-1.6z",
};

/** How strong the colour under the strokes is. */
const grounds: Readonly<Record<Texture, number>> = {
  solid: 1,
  light: 0.38,
  cross: 0.35,
  diagonal: 0.35,
  backslash: 0.35,
  lines: 0.35,
  dots: 0.12,
};

/** Fill styles by colour and texture for one canvas; made once per theme. */
export class Fills {
  readonly #made = new Map<string, string | CanvasPattern>();

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly dpr: number,
  ) {}

  of(colour: string, texture: Texture): string | CanvasPattern {
    const key = `${colour} ${texture}`;
    let fill = this.#made.get(key);
    if (fill === undefined) {
      fill = this.#make(themeColour(colour, "CanvasText"), texture);
      this.#made.set(key, fill);
    }
    return fill;
  }

  #make(colour: string, texture: Texture): string | CanvasPattern {
    if (texture === "solid") return colour;
    // a plain colour is drawn several times faster than a pattern, and this one fills most of the bars
    if (texture === "light") return `color-mix(in srgb, ${colour} ${grounds.light * 100}%, transparent)`;
    const tile = document.createElement("canvas");
    tile.width = tile.height = Math.round(tilePx * this.dpr);
    const context = tile.getContext("2d");
    if (!context) return colour;
    context.scale(tile.width / tilePx, tile.height / tilePx);
    paintTexture(context, colour, texture, tilePx);
    return this.context.createPattern(tile, "repeat") ?? colour;
  }
}

/** Paints a square of a texture, for a tile of a pattern or for a swatch in the legend. */
export function paintTexture(
  context: CanvasRenderingContext2D,
  colour: string,
  texture: Texture,
  sizePx: number,
): void {
  context.globalAlpha = grounds[texture];
  context.fillStyle = colour;
  context.fillRect(0, 0, sizePx, sizePx);
  context.globalAlpha = 1;
  const path = strokes[texture];
  if (path === undefined) return;
  const shape = new Path2D(path);
  context.strokeStyle = colour;
  context.lineWidth = 1.2;
  for (let x = 0; x < sizePx; x += tilePx) {
    for (let y = 0; y < sizePx; y += tilePx) {
      context.save();
      context.translate(x, y);
      if (texture === "dots") context.fill(shape);
      else context.stroke(shape);
      context.restore();
    }
  }
}

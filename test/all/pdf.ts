import { getDocumentProxy, getResolvedPDFJS } from "unpdf";

// The reader takes what Node has from version 21.
const { prototype } = ArrayBuffer as { prototype: { transferToFixedLength?: (length?: number) => ArrayBuffer } };
prototype.transferToFixedLength ??= function (this: ArrayBuffer, length = this.byteLength) {
  const moved = new ArrayBuffer(length);
  new Uint8Array(moved).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
  return moved;
};

/** In points from the page's top left corner. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Words extends Box {
  text: string;
}

export interface Sheet {
  width: number;
  height: number;
  words: Words[];
  /** Everything painted that is no text and no clipping. */
  shapes: Box[];
}

type Matrix = [number, number, number, number, number, number];

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];

/** A box under a matrix that only scales and moves. */
function placed(m: Matrix, [x1, y1, x2, y2]: ArrayLike<number> & Iterable<number>, height: number): Box {
  const xs = [m[0] * x1! + m[4], m[0] * x2! + m[4]];
  const ys = [height - (m[3] * y1! + m[5]), height - (m[3] * y2! + m[5])];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** Where a PDF has its words and its shapes, page by page. */
export async function sheets(pdf: Uint8Array): Promise<Sheet[]> {
  const file = await getDocumentProxy(new Uint8Array(pdf));
  const { OPS } = await getResolvedPDFJS();
  const pages: Sheet[] = [];
  for (let n = 1; n <= file.numPages; n++) {
    const page = await file.getPage(n);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const words = items.flatMap((item): Words | [] => {
      if (!("str" in item) || !item.str.trim()) return [];
      const [, , , size, x, y] = item.transform as Matrix;
      // From the top of capitals to just under the line.
      const at = { left: x, right: x + item.width, top: height - y - Math.abs(size) * 0.7, bottom: height - y };
      return { text: item.str, ...at };
    });
    const shapes: Box[] = [];
    let matrix: Matrix = [1, 0, 0, 1, 0, 0];
    const kept: Matrix[] = [];
    const { fnArray, argsArray } = await page.getOperatorList();
    let path: Box | undefined;
    fnArray.forEach((op, i) => {
      const args = argsArray[i] as unknown[];
      if (op === OPS.save) kept.push(matrix);
      else if (op === OPS.restore) matrix = kept.pop() ?? matrix;
      else if (op === OPS.transform) matrix = times(matrix, args as unknown as Matrix);
      else if (op === OPS.constructPath) {
        const ends = args[2] as ArrayLike<number> & Iterable<number>;
        path = placed(matrix, ends, height);
        // Later versions say in the same breath what is done with it.
        if (typeof args[0] === "number" && args[0] !== OPS.endPath) shapes.push(path);
      } else if (op === OPS.endPath) path = undefined;
      else if ((op === OPS.fill || op === OPS.eoFill || op === OPS.stroke || op === OPS.fillStroke) && path)
        shapes.push(path);
    });
    pages.push({ width, height, words, shapes });
  }
  return pages;
}

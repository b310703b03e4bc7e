import { gunzipSync } from "node:zlib";
import { workToMake } from "../../../values/work.ts";
import { listOf, object, str } from "../values/construct.ts";
import { DYNAMIC, listType, STRING } from "../values/types.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { type FunctionDefinition, Incomputable, ofStrings } from "./definition.ts";
import { parseJson } from "./json/decode.ts";
import { jsonEncoded } from "./json/encode.ts";
import { parseYamlValue } from "./yaml/decode.ts";
import { yamlText } from "./yaml/encode.ts";

/** Functions that read and write texts of other forms. */
export const encodings: Readonly<Record<string, FunctionDefinition>> = {
  base64decode: ofStrings(1, STRING, (text) => str(utf8(fromBase64(text)))),
  base64encode: ofStrings(1, STRING, (text) => str(Buffer.from(text, "utf8").toString("base64"))),
  base64gunzip: ofStrings(1, STRING, (text) => str(unzipped(fromBase64(text)))),
  base64gzip: ofStrings(1, STRING, () => {
    throw new Incomputable("unsupported", "gives bytes that depend on the version of the compressor");
  }),
  csvdecode: ofStrings(1, listType(DYNAMIC), (text) => csv(text)),
  jsondecode: ofStrings(1, DYNAMIC, (text) => parseJson(text)),
  jsonencode: {
    parameters: [{ type: DYNAMIC, nullable: true, needs: "nothing" }],
    returns: STRING,
    compute: ([value]) => jsonEncoded(value as TfValue),
  },
  textdecodebase64: ofStrings(2, STRING, (text, encoding) => {
    const bytes = fromBase64(text);
    const isLatin = /^(?:iso-8859-1|latin1)$/i.test(encoding);
    return str(isLatin ? bytes.toString("latin1") : decoderOf(encoding).decode(bytes));
  }),
  textencodebase64: ofStrings(2, STRING, (text, encoding) => str(encoded(text, encoding).toString("base64"))),
  urldecode: ofStrings(1, STRING, (text) => str(urlDecoded(text))),
  urlencode: ofStrings(1, STRING, (text) => str(urlEncoded(text))),
  yamldecode: ofStrings(1, DYNAMIC, (text) => parseYamlValue(text)),
  yamlencode: {
    parameters: [{ type: DYNAMIC, nullable: true, needs: "everything" }],
    returns: STRING,
    compute: ([value]) => str(yamlText(value as TfValue)),
  },
};

function fromBase64(text: string): Buffer {
  const bare = text.replace(/[\r\n]/g, "");
  if (bare.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(bare))
    throw new EvaluationError("the text is not base64");
  return Buffer.from(bare, "base64");
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EvaluationError("what is encoded is not a text in UTF-8");
  }
}

/** Larger than any text that names something. */
const MAX_UNZIPPED = 1_000_000;

function unzipped(bytes: Buffer): string {
  try {
    return utf8(gunzipSync(bytes, { maxOutputLength: MAX_UNZIPPED }));
  } catch (error) {
    if (error instanceof EvaluationError) throw error;
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw new Incomputable("limit", `would give more than ${MAX_UNZIPPED} bytes`);
    throw new EvaluationError("what is encoded is not gzip");
  }
}

function decoderOf(encoding: string) {
  try {
    return new TextDecoder(encoding);
  } catch {
    throw new EvaluationError(`there is no encoding ${JSON.stringify(encoding)}`);
  }
}

/** Encodings of one byte a character whose bytes are the code points, as many as there are. */
const CODE_POINTS: Readonly<Record<string, number>> = { "iso-8859-1": 256, latin1: 256, "us-ascii": 128 };

function encoded(text: string, encoding: string): Buffer {
  const name = encoding.toLowerCase();
  if (Object.hasOwn(CODE_POINTS, name)) return codePoints(text, name);
  if (/^(?:windows|iso-8859|koi8)-[\dru]+$/.test(name)) return singleBytes(text, name);
  if (name === "utf-8" || name === "utf8") return Buffer.from(text, "utf8");
  if (name === "utf-16le") return Buffer.from(text, "utf16le");
  if (name === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  throw new Incomputable("unsupported", `writes ${encoding}, which is not supported here`);
}

function codePoints(text: string, name: string): Buffer {
  const characters = Array.from(text);
  const last = characters.find(
    (character) => (character.codePointAt(0) as number) >= (CODE_POINTS[name] as number),
  );
  if (last !== undefined) throw new EvaluationError(`${JSON.stringify(last)} is not in ${name}`);
  return Buffer.from(text, "latin1");
}

function singleBytes(text: string, name: string): Buffer {
  const decoder = decoderOf(name);
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  return Buffer.from(
    Array.from(text, (character) => {
      const byte = bytes.get(character);
      if (byte === undefined || character === "\ufffd")
        throw new EvaluationError(`${JSON.stringify(character)} is not in ${name}`);
      return byte;
    }),
  );
}

/** As Go's `url.QueryEscape`. */
function urlEncoded(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, "+");
}

function urlDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new EvaluationError("the text is not URL-encoded");
  }
}

/** A list of objects, with the first line for names. */
function csv(text: string): TfValue {
  const [names, ...rows] = csvRows(text);
  if (!names) throw new EvaluationError("there is no line with the names of the columns");
  const attributes = new Map(names.map((name) => [name, STRING]));
  if (attributes.size < names.length) throw new EvaluationError("two columns have one name");
  workToMake(rows.length * names.length);
  const items = rows.map((row) => {
    if (row.length !== names.length)
      throw new EvaluationError("a line has another number of fields than the first one");
    return object(names.map((name, index) => [name, str(row[index] ?? "")]));
  });
  return listOf(items, { kind: "object", attributes });
}

function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  let row: string[] = [];
  for (let match = field.exec(text); match; match = field.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    if (field.lastIndex >= text.length) return rows;
  }
  throw new EvaluationError("the text is not CSV");
}

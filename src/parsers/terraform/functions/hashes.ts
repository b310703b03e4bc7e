import { createHash } from "node:crypto";
import { own } from "../../../source/own.ts";
import { str } from "../values/construct.ts";
import { STRING } from "../values/types.ts";
import { EvaluationError } from "../values/value.ts";
import { type FunctionDefinition, ofStrings, stringArgument } from "./definition.ts";
import { contentOf } from "./files.ts";

type Algorithm = "md5" | "sha1" | "sha256" | "sha512";
type Encoding = "hex" | "base64";

/** Hashes of strings and of files, and identifiers made of hashes. */
export const hashes: Readonly<Record<string, FunctionDefinition>> = {
  base64sha256: ofText("sha256", "base64"),
  base64sha512: ofText("sha512", "base64"),
  filebase64sha256: ofFile("sha256", "base64"),
  filebase64sha512: ofFile("sha512", "base64"),
  filemd5: ofFile("md5", "hex"),
  filesha1: ofFile("sha1", "hex"),
  filesha256: ofFile("sha256", "hex"),
  filesha512: ofFile("sha512", "hex"),
  md5: ofText("md5", "hex"),
  sha1: ofText("sha1", "hex"),
  sha256: ofText("sha256", "hex"),
  sha512: ofText("sha512", "hex"),
  uuidv5: ofStrings(2, STRING, (namespace, name) => str(uuidV5(namespace, name))),
};

function ofText(algorithm: Algorithm, encoding: Encoding): FunctionDefinition {
  return ofStrings(1, STRING, (text) => str(createHash(algorithm).update(text).digest(encoding)));
}

function ofFile(algorithm: Algorithm, encoding: Encoding): FunctionDefinition {
  return {
    parameters: [{ type: STRING }],
    returns: STRING,
    compute: ([path], context) => {
      const content = contentOf(stringArgument(path), context);
      return str(createHash(algorithm).update(content).digest(encoding));
    },
  };
}

/** Namespaces of RFC 4122, appendix C. */
const NAMESPACES: Readonly<Record<string, string>> = {
  dns: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  url: "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  oid: "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
  x500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function uuidV5(namespace: string, name: string): string {
  const id = own(NAMESPACES, namespace) ?? namespace;
  if (!UUID.test(id))
    throw new EvaluationError(
      `${JSON.stringify(namespace.slice(0, 40))} is no namespace: dns, url, oid, x500 or a UUID`,
    );
  const bytes = createHash("sha1")
    .update(Buffer.from(id.replaceAll("-", ""), "hex"))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

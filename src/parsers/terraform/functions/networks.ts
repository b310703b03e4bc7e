import { bool, listOf, str } from "../values/construct.ts";
import { BOOL, listType, NUMBER, STRING } from "../values/types.ts";
import { EvaluationError } from "../values/value.ts";
import { bigIntOf, type FunctionDefinition, integerOf, ofStrings, stringArgument } from "./definition.ts";

/** A block of addresses: its first one, as a number of 32 or 128 bits, and how many of them are the prefix. */
interface Network {
  base: bigint;
  prefix: number;
  bits: 32 | 128;
}

/** Functions of address ranges. */
export const networks: Readonly<Record<string, FunctionDefinition>> = {
  cidrcontains: ofStrings(2, BOOL, (outer, inner) => bool(contains(networkOf(outer), inner))),
  cidrhost: {
    parameters: [{ type: STRING }, { type: NUMBER }],
    returns: STRING,
    compute: ([network, host]) =>
      str(hostIn(networkOf(stringArgument(network)), bigIntOf(host, "the number of the host"))),
  },
  cidrnetmask: ofStrings(1, STRING, (text) => {
    const { prefix, bits } = networkOf(text);
    if (bits !== 32) throw new EvaluationError("only IPv4 networks have a mask");
    return str(addressText(maskOf(prefix, bits), bits));
  }),
  cidrsubnet: {
    parameters: [{ type: STRING }, { type: NUMBER }, { type: NUMBER }],
    returns: STRING,
    compute: ([network, bits, number]) =>
      str(
        subnetOf(
          networkOf(stringArgument(network)),
          integerOf(bits, "the number of new bits"),
          bigIntOf(number, "the number of the network"),
        ),
      ),
  },
  cidrsubnets: {
    parameters: [{ type: STRING }],
    rest: { type: NUMBER },
    returns: listType(STRING),
    compute: ([network, ...bits]) =>
      listOf(
        subnetsOf(
          networkOf(stringArgument(network)),
          bits.map((each) => integerOf(each, "the number of new bits")),
        ).map(str),
        STRING,
      ),
  },
};

/** Zeros may lead: Terraform reads them as decimal all the same. */
const IPV4 = /^(?:0*(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** 4 or 6, or 0 for what is no address. */
function versionOf(address: string): 0 | 4 | 6 {
  if (IPV4.test(address)) return 4;
  return address.includes(":") && URL.canParse(`http://[${address}]`) ? 6 : 0;
}

function networkOf(text: string): Network {
  const [address = "", length = ""] = text.split("/");
  const version = versionOf(address);
  const bits = version === 6 ? 128 : 32;
  const prefix = Number(length);
  if (version === 0 || !/^\d+$/.test(length) || prefix > bits)
    throw new EvaluationError(`${JSON.stringify(text)} is not a network`);
  return { base: numberOf(address, bits) & maskOf(prefix, bits), prefix, bits };
}

function maskOf(prefix: number, bits: number): bigint {
  const host = (1n << BigInt(bits - prefix)) - 1n;
  return ((1n << BigInt(bits)) - 1n) ^ host;
}

function numberOf(address: string, bits: 32 | 128): bigint {
  if (bits === 32) return address.split(".").reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
  const embedded = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => {
    const pair = (high: string, low: string) => ((Number(high) << 8) | Number(low)).toString(16);
    return `${pair(a, b)}:${pair(c, d)}`;
  });
  const [head = "", tail] = embedded.split("::");
  const groups = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - groups.length - last.length }, () => "0");
  const all = tail === undefined ? groups : [...groups, ...zeros, ...last];
  return all.reduce((sum, group) => (sum << 16n) | BigInt(Number.parseInt(group, 16)), 0n);
}

function addressText(value: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join(".");
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  return compressed(groups);
}

/** The longest run of zeros, of two at least, becomes `::`. */
function compressed(groups: readonly string[]): string {
  const text = groups.join(":");
  const runs = text.match(/(?:^|(?<=:))0(?::0)+(?=:|$)/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  if (longest === "") return text;
  const at = text.search(new RegExp(`(?:^|(?<=:))${longest}(?=:|$)`));
  const before = text.slice(0, at).replace(/:$/, "");
  const after = text.slice(at + longest.length).replace(/^:/, "");
  return `${before}::${after}`;
}

function contains({ base, prefix, bits }: Network, inner: string): boolean {
  const other = inner.includes("/")
    ? networkOf(inner)
    : networkOf(`${inner}/${versionOf(inner) === 6 ? 128 : 32}`);
  return other.bits === bits && other.prefix >= prefix && (other.base & maskOf(prefix, bits)) === base;
}

function hostIn({ base, prefix, bits }: Network, host: bigint): string {
  const size = 1n << BigInt(bits - prefix);
  const offset = host < 0n ? size + host : host;
  if (offset < 0n || offset >= size) throw new EvaluationError(`the network has no host ${host}`);
  return addressText(base + offset, bits);
}

function subnetOf({ base, prefix, bits }: Network, newBits: number, number: bigint): string {
  const length = prefix + newBits;
  if (length < 0 || length > bits)
    throw new EvaluationError("there are not so many bits left in the network");
  // Terraform checks neither for negative bits nor for negative numbers, and drops the sign of what comes out.
  const networks = 1n << BigInt(newBits < 0 ? 64 : newBits);
  const address = base | (number << BigInt(bits - length));
  const magnitude = address < 0n ? -address : address;
  if (number >= networks || magnitude >= 1n << BigInt(bits))
    throw new EvaluationError(`there is no network ${number} with ${newBits} new bits`);
  return `${addressText(magnitude, bits)}/${length}`;
}

function subnetsOf({ base, prefix, bits }: Network, newBits: readonly number[]): string[] {
  let at = base;
  const end = base + (1n << BigInt(bits - prefix));
  return newBits.map((more) => {
    const length = prefix + more;
    if (more < 1 || length > bits)
      throw new EvaluationError("there are not so many bits left in the network");
    const size = 1n << BigInt(bits - length);
    const start = ((at + size - 1n) / size) * size;
    at = start + size;
    if (at > end) throw new EvaluationError("the networks do not fit");
    return `${addressText(start, bits)}/${length}`;
  });
}

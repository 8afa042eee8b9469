import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";

/** Networks that are not the public internet (IANA special-purpose registries). */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
  ] as const),
  ...([
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
  ] as const),
  ...([
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ] as const),
] as const) {
  PRIVATE.addSubnet(net, bits, "ipv4");
}
/** Of IPv6 only the global unicast block is public; within it, these are not, or hide another address. */
const PUBLIC6 = new BlockList();
PUBLIC6.addSubnet("2000::", 3, "ipv6");
const PRIVATE6 = new BlockList();
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  PRIVATE6.addSubnet(net, bits, "ipv6");
}

export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !PRIVATE.check(address, "ipv4");
  if (isIP(address) !== 6) return false;
  // ::ffff:10.0.0.1 and its like are outside 2000::/3, so a mapped address is never public.
  return PUBLIC6.check(address, "ipv6") && !PRIVATE6.check(address, "ipv6");
}

export type Resolve = (host: string) => Promise<ReadonlyArray<{ address: string; family: number }>>;
export const resolveHost: Resolve = (host) => lookup(host, { all: true, verbatim: true });

export interface Target {
  url: URL;
  /** The address to connect to: the one that was checked, so that a name cannot change its mind in between. */
  address: string;
  family: number;
}

/**
 * Where a hook may be sent.
 * @param allowed hosts (as `host` or `host:port`) that may be private and without TLS
 * @throws {Error} saying why not
 */
export async function checkTarget(
  text: string,
  allowed: readonly string[],
  resolve: Resolve = resolveHost,
): Promise<Target> {
  if (!URL.canParse(text)) throw new Error("not a URL");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new Error(`${url.protocol} is not http(s)`);
  if (url.username || url.password) throw new Error("a user name or password in the URL");
  const trusted = allowed.includes(url.host) || allowed.includes(url.hostname);
  if (!trusted && url.protocol !== "https:") throw new Error("not https");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host);
  const first = addresses[0];
  if (!first) throw new Error(`${host} has no address`);
  // One private address among several is enough to refuse: which one a connection takes is not ours to say.
  if (!trusted && !addresses.every(({ address }) => isPublicAddress(address)))
    throw new Error(`${host} is a private address`);
  return { url, ...first };
}

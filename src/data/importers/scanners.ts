import type { Draft } from "./people.js";
import type { ImportedPerson, Suspicion } from "./types.js";

/** What is known about who opened or clicked. */
export interface Clue {
  /** Its user agent is a scanner's. */
  agent?: boolean;
  /** Its network address. */
  address?: string;
  /** Which file it is from. */
  file?: number;
  verdict?: Suspicion;
}

/** Seconds after delivery within which hardly anybody has read a mail. */
const SOON = 10;
/** So many openings or clicks within one second are not a person's. */
const MANY = 3;

// Products that open links before delivery, and programs that are no browser. Image proxies of web mail (GoogleImageProxy)
// are left out on purpose: they fetch when a person opens.
const SCANNERS =
  /proofpoint|mimecast|barracuda|fireeye|trellix|forcepoint|symantec|messagelabs|ironport|sophos|trend ?micro|fortinet|forti(?:mail|sandbox)|checkpoint|avanan|ironscales|abnormal|vade ?secure|hornet ?security|retarus|zscaler|netskope|cloudmark|safelinks|office ?365 ?atp|bingpreview|urlscan|virustotal|phishtank|slackbot|security ?(?:bot|scanner|scan)|link ?(?:check|scan)|url ?(?:check|scan|defen[cs]e)|\b\w*(?:bot|crawler|spider|scanner)\b|headlesschrome|phantomjs|python-(?:requests|urllib)|aiohttp|curl\/|wget\/|go-http-client|libwww|java\/|okhttp|apache-httpclient|node-fetch|axios\//i;

/** Whether a user agent is a mail scanner's or another program's. */
export const isScanner = (userAgent: string): boolean => SCANNERS.test(userAgent);

const touches = (e: Draft): boolean => e.type === "simulation_opened" || e.type === "simulation_clicked";

/** Of events in time order, those of which enough lie within one second of one file. */
function burstsOf(acts: readonly Draft[]): Set<Draft> {
  const found = new Set<Draft>();
  const files = new Map<number | undefined, Draft[]>();
  for (const e of acts) {
    const of = files.get(e.clue?.file) ?? [];
    files.set(e.clue?.file, of);
    of.push(e);
    const group = of.slice(-MANY);
    if (group.length === MANY && e.at - group[0]!.at < 1000) for (const one of group) found.add(one);
  }
  return found;
}

/** Marks the openings and clicks that were likely a scanner's. Events of each person in time order. */
export function judge(people: ReadonlyArray<readonly Draft[]>): void {
  /** Per second and address, whose. A scanner's address opens the mail of many at once. */
  const crowds = new Map<string, Set<number>>();
  const crowd = ({ at, clue }: Draft): string => `${Math.floor(at / 1000)}|${clue?.address}`;
  people.forEach((events, i) => {
    for (const e of events) {
      if (!touches(e) || !e.clue?.address) continue;
      const key = crowd(e);
      crowds.set(key, (crowds.get(key) ?? new Set()).add(i));
    }
  });
  for (const events of people) {
    const delivered = new Map<string | undefined, number>();
    for (const e of events) if (e.type === "simulation_sent" && !delivered.has(e.ref)) delivered.set(e.ref, e.at);
    const acts = events.filter((e) => touches(e) && e.clue);
    const bursts = burstsOf(acts);
    for (const e of acts) {
      const clue = e.clue!;
      const sent = delivered.get(e.ref);
      const since = sent === undefined ? Infinity : e.at - sent;
      const crowded = (clue.address && (crowds.get(crowd(e))?.size ?? 0) >= MANY) || bursts.has(e);
      const verdict = clue.agent
        ? "agent"
        : since >= 0 && since <= SOON * 1000
          ? "delivery"
          : crowded
            ? "burst"
            : undefined;
      if (verdict) clue.verdict = verdict;
      else delete clue.verdict;
    }
  }
}

/**
 * The same people with their suspected events disputed, so that they no longer count; the events stay, with the reason.
 * Nothing does this by itself: it is a person's decision.
 * @param pick which suspicions to follow (default: all)
 */
export function disputeSuspects(
  people: readonly ImportedPerson[],
  pick: (reason: Suspicion) => boolean = () => true,
): ImportedPerson[] {
  return people.map((person) => {
    if (!person.events?.some((e) => e.suspect && pick(e.suspect))) return person;
    const events = person.events.map((e) =>
      e.suspect && pick(e.suspect) ? { ...e, disputed: `scanner: ${e.suspect}` } : e,
    );
    return { ...person, events };
  });
}

import { HttpClient, type Surroundings } from "./http/request.js";
import type { RiskDataSource } from "./source.js";
import { readData } from "./read.js";
import { SourceError } from "./source.js";

/** What sources that hold everything answer to questions about a part. */
function parts(all: NonNullable<RiskDataSource["all"]>): RiskDataSource {
  const book = async (options: Parameters<typeof all>[0]) => readData(await all(options)).book;
  const find = <T>(found: T | undefined, what: string): T => {
    if (found === undefined) throw new SourceError("not-found", `${what} is not in the data.`);
    return found;
  };
  return {
    all,
    async person(id, options) {
      const { clients } = await book(options);
      return find(
        clients.flatMap(({ people }) => people).find((person) => person.id === id),
        "The person",
      );
    },
    async client(id, options) {
      return find(
        (await book(options)).clients.find((client) => client.id === id),
        "The client",
      );
    },
    async clients(_query, options) {
      return (await book(options)).clients;
    },
    async people({ client, department }, options) {
      const homes = (await book(options)).clients.filter(({ id }) => client === undefined || id === client);
      const people = homes.flatMap((home) => home.people);
      return department === undefined ? people : people.filter((person) => person.department === department);
    },
    async department(id, { client, ...options }) {
      const homes = (await book(options)).clients.filter((home) => client === undefined || home.id === client);
      const people = homes.flatMap((home) => home.people).filter((person) => person.department === id);
      if (!people.length) throw new SourceError("not-found", "The department is not in the data.");
      return { id, people };
    },
  };
}

/** A source over anything that `data` takes. @throws {DataError} at the first question, where it cannot be read */
export const createStaticSource = (data: unknown): RiskDataSource => parts(() => Promise.resolve(data));

/** A source over a JSON file with anything that `data` takes, with the HTTP client's patience and limits. */
export function createJsonSource(url: string, around: Partial<Surroundings> = {}): RiskDataSource {
  const place = new URL(url, globalThis.document?.baseURI);
  // Any type: files of JSON are served as many things.
  const client = new HttpClient({ ...around, base: place.href, type: /./ });
  return {
    ...parts(({ signal }) => client.get(place, signal)),
    scope: () => place.href,
  };
}
